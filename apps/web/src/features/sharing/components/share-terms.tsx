import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toDay } from '../../guests/components/day-input.ts';

export interface Terms {
  /** As a date field has it; '': no end. */
  readonly end: string;
  readonly message: string;
  readonly resharing: boolean;
}

interface ShareTermsProps {
  readonly value: Terms;
  readonly onChange: (terms: Terms) => void;
  readonly longestDays: number | null;
  /** Whether the rules let anybody pass on anything. */
  readonly mayReshare: boolean;
}

const day = 86_400_000;

/** What a share has besides recipient and role. */
export function ShareTerms({ value, onChange, longestDays, mayReshare }: ShareTermsProps) {
  const { t } = useLingui();
  const now = Date.now();
  return (
    <>
      <TextField
        label={t`Gilt bis`}
        type="date"
        value={value.end}
        onChange={(end) => onChange({ ...value, end })}
        description={
          longestDays === null
            ? t`Freiwillig. Ohne Angabe gilt die Freigabe, bis jemand sie beendet.`
            : t`Nach den Regeln der Organisation höchstens ${plural(longestDays, { one: '# Tag', other: '# Tage' })}, bis ${toDay(
                now + longestDays * day,
              )
                .split('-')
                .toReversed()
                .join('.')}.`
        }
      />
      <TextField
        label={t`Nachricht`}
        multiline
        maxLength={2000}
        value={value.message}
        onChange={(message) => onChange({ ...value, message })}
      />
      {mayReshare && (
        <Switch isSelected={value.resharing} onChange={(resharing) => onChange({ ...value, resharing })}>
          <Trans>Wer bearbeiten darf, darf es weitergeben</Trans>
        </Switch>
      )}
    </>
  );
}
