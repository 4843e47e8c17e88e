import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Settings, SourceKind } from '../api/sources.ts';
import { commonOf, organisationsText, parseOrganisations } from '../settings-of.ts';

interface CommonFieldsProps {
  readonly kind: SourceKind;
  readonly settings: Settings;
  readonly onChange: (more: Readonly<Record<string, unknown>>) => void;
}

/** What holds for every source: when it runs, how organisations are called there, and what needs a decision. */
export function CommonFields({ kind, settings, onChange }: CommonFieldsProps) {
  const { t } = useLingui();
  const common = commonOf(settings);
  const [organisations, setOrganisations] = useState(() => organisationsText(common.organisations));
  const [share, setShare] = useState(() => String(Math.round(common.brakeShare * 1000) / 10).replace('.', ','));
  const [least, setLeast] = useState(() => String(common.brakeLeast));
  return (
    <>
      <fieldset className="source-group">
        <legend>
          <Trans>Zuordnung</Trans>
        </legend>
        <TextField
          label={t`Organisationen`}
          multiline
          description={t`Wie sie in der Quelle heißen und ihr Kürzel hier, je Zeile: Bauverwaltungsamt = bauamt. Gleiche Namen und Kürzel werden von selbst erkannt.`}
          value={organisations}
          onChange={(text) => {
            setOrganisations(text);
            onChange({ organisations: parseOrganisations(text) });
          }}
        />
        <Select
          label={t`Personen unbekannter Organisationen`}
          options={[
            { id: 'refuse', label: t`werden nicht übernommen und gemeldet` },
            { id: 'own', label: t`gehören zur Organisation der Quelle` },
          ]}
          value={common.unknownOrganisation}
          onChange={(unknownOrganisation) => onChange({ unknownOrganisation })}
        />
        <TextField
          label={t`Zusatz zum Anmeldenamen`}
          description={t`Zum Beispiel @jena, wenn sich Anmeldenamen mit anderen Quellen überschneiden.`}
          value={common.loginSuffix}
          onChange={(loginSuffix) => onChange({ loginSuffix: loginSuffix.trim().toLowerCase() })}
        />
        <Switch isSelected={common.adopts} onChange={(adopts) => onChange({ adopts })}>
          <Trans>Von Hand angelegte Personen mit gleichem Anmeldenamen übernehmen</Trans>
        </Switch>
      </fieldset>
      <fieldset className="source-group">
        <legend>
          <Trans>Wann und wie vorsichtig</Trans>
        </legend>
        {kind === 'ldap' && (
          <Select
            label={t`Zeitplan`}
            options={[
              { id: 'hourly', label: t`Stündlich, nachts vollständig` },
              { id: 'nightly', label: t`Jede Nacht` },
              { id: 'manual', label: t`Nur von Hand` },
            ]}
            value={common.schedule}
            onChange={(schedule) => onChange({ schedule })}
          />
        )}
        <div className="two-columns source-pair">
          <TextField
            label={t`Nachfragen, wenn mehr als so viel Prozent ausscheiden würden`}
            inputMode="decimal"
            value={share}
            onChange={(text) => {
              setShare(text);
              const percent = Number(text.replace(',', '.'));
              if (text.trim() !== '' && Number.isFinite(percent)) onChange({ brakeShare: percent / 100 });
            }}
          />
          <TextField
            label={t`… und mehr als so viele Personen`}
            inputMode="numeric"
            value={least}
            onChange={(text) => {
              setLeast(text);
              if (/^\d{1,6}$/.test(text)) onChange({ brakeLeast: Number(text) });
            }}
          />
        </div>
      </fieldset>
    </>
  );
}
