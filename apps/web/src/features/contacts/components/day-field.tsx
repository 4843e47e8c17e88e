import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { TextField } from '../../../ui/text-field.tsx';
import { dayToText, textToDay } from './day-text.ts';

interface DayFieldProps {
  readonly label: string;
  /** `1985-04-12`, `--04-12` or ''. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day that need not have a year. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const { t } = useLingui();
  const [text, setText] = useState(dayToText(value));
  const isWrong = text.trim() !== '' && textToDay(text) === null;
  return (
    <TextField
      label={label}
      placeholder={t`TT.MM.JJJJ`}
      description={t`Ohne Jahr: TT.MM.`}
      value={text}
      errorMessage={isWrong ? t`Bitte als Tag.Monat.Jahr, zum Beispiel 12.4.1985` : undefined}
      onChange={(next) => {
        setText(next);
        const day = next.trim() === '' ? '' : textToDay(next);
        if (day !== null) onChange(day);
      }}
    />
  );
}
