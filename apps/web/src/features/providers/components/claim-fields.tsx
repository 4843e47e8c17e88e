import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Settings } from '../api/providers.ts';
import { mappingText, parseMapping } from '../domain/mapping-text.ts';
import type { SettingsFieldsProps } from './entry-fields.tsx';

type Claims = Settings['claims'];

/** What the provider calls what, and what follows from it here. */
export function ClaimFields({ settings, onChange }: SettingsFieldsProps) {
  const { t } = useLingui();
  const { claims } = settings;
  const name = (claim: keyof Claims, label: string, mayBeEmpty = false) => (
    <TextField
      label={label}
      isRequired={!mayBeEmpty}
      value={claims[claim] ?? ''}
      onChange={(text) => onChange({ claims: { ...claims, [claim]: mayBeEmpty && text === '' ? null : text } })}
    />
  );
  return (
    <details className="provider-details">
      <summary>
        <Trans>Angaben, Gruppen und Rollen aus dem Dienst</Trans>
      </summary>
      <fieldset className="provider-group">
        <legend>
          <Trans>Namen der Angaben (Claims)</Trans>
        </legend>
        <div className="provider-pairs">
          {name('login', t`Anmeldename`)}
          {name('name', t`Name der Person`)}
          {name('email', t`E-Mail-Adresse`)}
          {name('emailVerified', t`Ob die E-Mail-Adresse bestätigt ist`)}
          {name('organisation', t`Organisation`, true)}
          {name('groups', t`Gruppen`, true)}
          {name('roles', t`Rollen`, true)}
          <TextField
            label={t`Bereiche (Scopes)`}
            isRequired
            value={settings.scope}
            onChange={(scope) => onChange({ scope })}
          />
        </div>
      </fieldset>
      <fieldset className="provider-group">
        <legend>
          <Trans>Zuordnung</Trans>
        </legend>
        <Mapping
          label={t`Organisationen des Dienstes`}
          description={t`Wie sie dort heißen und ihr Kürzel hier, je Zeile: Bauamt = bauamt. Kürzel und amtliche Schlüssel werden von selbst erkannt.`}
          value={settings.organisations}
          onChange={(organisations) => onChange({ organisations })}
        />
        <Select
          label={t`Personen unbekannter Organisationen`}
          options={[
            { id: 'own', label: t`gehören zu dieser Organisation` },
            { id: 'refuse', label: t`werden abgelehnt` },
          ]}
          value={settings.unknownOrganisation}
          onChange={(unknownOrganisation) => onChange({ unknownOrganisation })}
        />
        <Mapping
          label={t`Gruppen des Dienstes`}
          description={t`Wert und Kürzel der Gruppe hier, je Zeile: fm-haushalt = haushalt`}
          value={settings.groups}
          onChange={(groups) => onChange({ groups })}
        />
        <Mapping
          label={t`Rollen des Dienstes`}
          description={t`Wert und Rolle für diese Organisation, je Zeile: pruefung = auditor. Rollen: organisation-administrator, auditor, reporter, access-manager`}
          value={settings.roles}
          onChange={(roles) => onChange({ roles: roles as Settings['roles'] })}
        />
      </fieldset>
    </details>
  );
}

interface MappingProps {
  readonly label: string;
  readonly description: string;
  readonly value: Readonly<Record<string, string>>;
  readonly onChange: (value: Record<string, string>) => void;
}

function Mapping({ label, description, value, onChange }: MappingProps) {
  const [text, setText] = useState(() => mappingText(value));
  return (
    <TextField
      label={label}
      description={description}
      multiline
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(parseMapping(next));
      }}
    />
  );
}
