import { useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface AddressListProps {
  readonly addresses: readonly string[];
  readonly onChange: (addresses: readonly string[]) => void;
  /** What is typed and not yet in the list. */
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

const isAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text);

/** The addresses in what was typed or pasted; null where something there is none. */
export function addressesIn(typed: string): readonly string[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.every(isAddress) ? parts.map((part) => part.toLowerCase()) : null;
}

/** Mail addresses, one by one or pasted together. */
export function AddressList({ addresses, onChange, typed, onTyped }: AddressListProps) {
  const { t } = useLingui();
  const [isWrong, setWrong] = useState(false);

  function add() {
    const found = addressesIn(typed);
    setWrong(found === null);
    if (found === null) return;
    onChange([...new Set([...addresses, ...found])]);
    onTyped('');
  }

  return (
    <div className="request-set">
      {addresses.length > 0 && (
        <ul className="request-people" aria-label={t`Empfängerinnen und Empfänger`}>
          {addresses.map((address) => (
            <li key={address}>
              <span>{address}</span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${address} entfernen`}
                onPress={() => onChange(addresses.filter((other) => other !== address))}
              />
            </li>
          ))}
        </ul>
      )}
      <div
        className="hand-over-add"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed.trim() === '') return;
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t`Mailadressen`}
          description={t`Eine nach der anderen, oder mehrere auf einmal eingefügt.`}
          inputMode="email"
          autoComplete="off"
          autoFocus
          value={typed}
          onChange={(text) => {
            setWrong(false);
            onTyped(text);
          }}
          {...(isWrong ? { errorMessage: t`Das ist keine Mailadresse.` } : {})}
        />
        <IconButton icon={Plus} label={t`Mailadresse hinzufügen`} isDisabled={typed.trim() === ''} onPress={add} />
      </div>
    </div>
  );
}
