import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Circle } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { TextField } from '../ui/text-field.tsx';
import './new-password.css';

/** What the server says of a password that it does not take. */
export const passwordErrors = {
  'auth.password_too_short': msg`Das neue Passwort ist zu kurz.`,
  'auth.password_too_long': msg`Das neue Passwort ist zu lang.`,
  'auth.password_too_simple': msg`Das neue Passwort ist zu leicht zu erraten.`,
  'auth.password_too_uniform': msg`Das neue Passwort braucht drei von vier: Kleinbuchstaben, Großbuchstaben, Ziffern, andere Zeichen.`,
  'auth.password_leaked': msg`Dieses Passwort ist aus einem Datenleck bekannt. Wählen Sie ein anderes.`,
};

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** A new password, typed twice, with what is asked of it in sight. */
export function useNewPassword(minimum: number): {
  readonly value: string;
  readonly isGood: boolean;
  readonly clear: () => void;
  readonly fields: ReactNode;
} {
  const { t } = useLingui();
  const [value, setValue] = useState('');
  const [again, setAgain] = useState('');
  const isLong = [...value].length >= minimum;
  const isMixed = kinds.filter((kind) => kind.test(value)).length >= 3;
  const isSame = again !== '' && value === again;
  return {
    value,
    isGood: isLong && isMixed && isSame,
    clear: () => {
      setValue('');
      setAgain('');
    },
    fields: (
      <>
        <TextField
          label={t`Neues Passwort`}
          type="password"
          autoComplete="new-password"
          isRequired
          value={value}
          onChange={setValue}
        />
        <TextField
          label={t`Neues Passwort wiederholen`}
          type="password"
          autoComplete="new-password"
          isRequired
          value={again}
          onChange={setAgain}
        />
        <ul className="strength">
          <Rule met={isLong}>
            <Trans>Mindestens {minimum} Zeichen</Trans>
          </Rule>
          <Rule met={isMixed}>
            <Trans>Drei von vier: Kleinbuchstaben, Großbuchstaben, Ziffern, andere Zeichen</Trans>
          </Rule>
          <Rule met={isSame}>
            <Trans>Zweimal dasselbe eingegeben</Trans>
          </Rule>
        </ul>
      </>
    ),
  };
}

function Rule({ met, children }: { readonly met: boolean; readonly children: ReactNode }) {
  const { t } = useLingui();
  const Icon = met ? Check : Circle;
  return (
    <li data-met={met}>
      <Icon aria-hidden />
      <span className="visually-hidden">{met ? t`Erfüllt:` : t`Noch nicht erfüllt:`}</span>
      <span>{children}</span>
    </li>
  );
}
