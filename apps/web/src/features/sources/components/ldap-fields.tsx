import { Trans, useLingui } from '@lingui/react/macro';
import { Banner } from '../../../ui/banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Settings } from '../api/sources.ts';
import { ldapOf } from '../settings-of.ts';
import { fieldWords } from '../words.ts';

interface LdapFieldsProps {
  readonly settings: Settings;
  readonly onChange: (more: Readonly<Record<string, unknown>>) => void;
  readonly secret: string;
  readonly hasSecret: boolean;
  readonly onSecret: (text: string) => void;
}

const attributes = [
  'id',
  'login',
  'name',
  'email',
  'addresses',
  'jobTitle',
  'phone',
  'place',
  'manager',
  'stamp',
] as const;
const needed = new Set(['id', 'login', 'name']);

/** Where an LDAP server is, how to sign in, and what its attributes mean. */
export function LdapFields({ settings, onChange, secret, hasSecret, onSecret }: LdapFieldsProps) {
  const { t } = useLingui();
  const ldap = ldapOf(settings);
  const { groups } = ldap;
  const plain = ldap.url.toLowerCase().startsWith('ldap:') && !ldap.startTls;
  const labelOf = (attribute: (typeof attributes)[number]) => {
    if (attribute === 'id') return t`Kennung der Quelle`;
    if (attribute === 'stamp') return t`Änderungsmarke`;
    const words = fieldWords[attribute];
    return words === undefined ? attribute : t(words);
  };
  return (
    <>
      <fieldset className="source-group">
        <legend>
          <Trans>Verbindung</Trans>
        </legend>
        <TextField label={t`Adresse`} isRequired value={ldap.url} onChange={(url) => onChange({ url })} />
        <Switch isSelected={ldap.startTls} onChange={(startTls) => onChange({ startTls })}>
          <Trans>Mit StartTLS verschlüsseln</Trans>
        </Switch>
        {plain && (
          <Banner
            tone="warning"
            isQuiet
            title={t`Das Passwort und alle Daten gehen so unverschlüsselt über das Netz.`}
          />
        )}
        <TextField label={t`Benutzer (DN)`} value={ldap.bindDn} onChange={(bindDn) => onChange({ bindDn })} />
        <TextField
          label={t`Passwort`}
          type="password"
          autoComplete="new-password"
          description={
            hasSecret ? t`Es ist eines gespeichert. Leer lassen, um es zu behalten.` : t`Noch ist keines gespeichert.`
          }
          value={secret}
          onChange={onSecret}
        />
        <TextField
          label={t`Zertifikat der Zertifizierungsstelle (PEM)`}
          multiline
          description={t`Nur nötig, wenn dem Zertifikat des Servers sonst nicht vertraut wird.`}
          value={ldap.ca ?? ''}
          onChange={(ca) => onChange({ ca: ca.trim() === '' ? null : ca })}
        />
      </fieldset>
      <fieldset className="source-group">
        <legend>
          <Trans>Personen</Trans>
        </legend>
        <TextField label={t`Suchbasis`} isRequired value={ldap.base} onChange={(base) => onChange({ base })} />
        <TextField label={t`Filter`} isRequired value={ldap.filter} onChange={(filter) => onChange({ filter })} />
        <details className="source-details">
          <summary>
            <Trans>Attribute zuordnen</Trans>
          </summary>
          <div className="two-columns">
            {attributes.map((attribute) => (
              <TextField
                key={attribute}
                label={labelOf(attribute)}
                isRequired={needed.has(attribute)}
                value={ldap.attributes[attribute] ?? ''}
                onChange={(text) => {
                  const value = text.trim() === '' && !needed.has(attribute) ? null : text.trim();
                  onChange({ attributes: { ...ldap.attributes, [attribute]: value } });
                }}
              />
            ))}
          </div>
        </details>
      </fieldset>
      <fieldset className="source-group">
        <legend>
          <Trans>Organisation und Gruppen</Trans>
        </legend>
        <Select
          label={t`Woher ergibt sich die Organisation?`}
          options={[
            { id: 'fixed', label: t`Alle gehören zur Organisation der Quelle` },
            { id: 'ou', label: t`Aus der Organisationseinheit (ou) im Namen des Eintrags` },
            { id: 'attribute', label: t`Aus einem Attribut` },
          ]}
          value={ldap.organisationBy}
          onChange={(organisationBy) => onChange({ organisationBy })}
        />
        {ldap.organisationBy === 'attribute' && (
          <TextField
            label={t`Attribut der Organisation`}
            isRequired
            value={ldap.organisationAttribute ?? ''}
            onChange={(text) => onChange({ organisationAttribute: text.trim() === '' ? null : text.trim() })}
          />
        )}
        {groups !== null && (
          <div className="two-columns">
            <TextField
              label={t`Suchbasis der Gruppen`}
              description={t`Leer: dieselbe wie für Personen.`}
              value={groups.base}
              onChange={(base) => onChange({ groups: { ...groups, base } })}
            />
            <TextField
              label={t`Filter der Gruppen`}
              value={groups.filter}
              onChange={(filter) => onChange({ groups: { ...groups, filter } })}
            />
          </div>
        )}
      </fieldset>
    </>
  );
}
