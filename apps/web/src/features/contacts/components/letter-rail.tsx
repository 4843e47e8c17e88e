import { useLingui } from '@lingui/react/macro';

interface LetterRailProps {
  readonly letters: readonly { readonly letter: string; readonly at: number }[];
  readonly onChoose: (at: number) => void;
}

/** Jumps by first letter. By keyboard the list does that itself, so nobody has to pass through all of them. */
export function LetterRail({ letters, onChoose }: LetterRailProps) {
  const { t } = useLingui();
  if (letters.length < 4) return null;
  return (
    <div className="contacts-letters" role="group" aria-label={t`Zu einem Buchstaben springen`}>
      {letters.map(({ letter, at }) => (
        <button key={at} type="button" tabIndex={-1} aria-label={t`Zu ${letter}`} onClick={() => onChoose(at)}>
          {letter}
        </button>
      ))}
    </div>
  );
}
