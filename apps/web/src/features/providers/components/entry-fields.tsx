import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Settings } from '../api/providers.ts';
import { parseStrengths, strengthText } from '../domain/mapping-text.ts';

export interface SettingsFieldsProps {
  readonly settings: Settings;
  readonly onChange: (more: Partial<Settings>) => void;
}

/** Who comes in, and how much a sign-in there is worth. */
export function EntryFields({ settings, onChange }: SettingsFieldsProps) {
  const { t } = useLingui();
  const { strengths } = settings;
  const [second, setSecond] = useState(() => strengthText(strengths, 'second-factor'));
  const [resistant, setResistant] = useState(() => strengthText(strengths, 'phishing-resistant'));
  const write = (secondText: string, resistantText: string) => {
    setSecond(secondText);
    setResistant(resistantText);
    onChange({
      strengths: [
        ...parseStrengths(secondText, 'second-factor'),
        ...parseStrengths(resistantText, 'phishing-resistant'),
      ],
    });
  };
  return (
    <fieldset className="provider-group">
      <legend>
        <Trans>Wer hereinkommt</Trans>
      </legend>
      <div className="provider-pairs">
        <Select
          label={t`Wer hier noch kein Konto hat`}
          options={[
            { id: 'refuse', label: t`wird abgelehnt` },
            { id: 'make', label: t`bekommt bei der ersten Anmeldung eines` },
          ]}
          value={settings.unknownPeople}
          onChange={(unknownPeople) => onChange({ unknownPeople })}
        />
        <TextField
          label={t`Zusatz zum Anmeldenamen`}
          description={t`Zum Beispiel @jena, wenn sich Anmeldenamen mit anderen Quellen überschneiden.`}
          value={settings.loginSuffix}
          onChange={(text) => onChange({ loginSuffix: text.trim().toLowerCase() })}
        />
      </div>
      <p className="muted">
        <Trans>
          Eine Anmeldung beim Dienst zählt so viel wie ein Passwort. Sagt der Dienst mehr, tragen Sie hier ein, woran
          man es erkennt: acr=mfa, amr=hwk.
        </Trans>
      </p>
      <div className="provider-pairs">
        <TextField label={t`Zählt als zweiter Faktor`} value={second} onChange={(text) => write(text, resistant)} />
        <TextField
          label={t`Zählt als geschützt gegen Phishing`}
          value={resistant}
          onChange={(text) => write(second, text)}
        />
        <TextField
          label={t`Vom Dienst verlangen (acr_values)`}
          value={settings.acrValues ?? ''}
          onChange={(text) => onChange({ acrValues: text.trim() === '' ? null : text })}
        />
      </div>
    </fieldset>
  );
}
