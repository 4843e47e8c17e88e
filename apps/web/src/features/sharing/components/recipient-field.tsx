import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useReachable, type Reached } from '../../contacts/api/use-reachable.ts';
import { recipientsQuery } from '../api/shares.ts';
import type { Recipient } from '../api/share-types.ts';
import { RecipientSign } from './recipient-sign.tsx';
import { useRecipientText } from './use-recipient-text.ts';
import '../sharing.css';

interface RecipientFieldProps {
  readonly chosen: readonly Recipient[];
  readonly onChange: (chosen: readonly Recipient[]) => void;
  /** Kind and key of those with whom it is shared already. */
  readonly without: ReadonlySet<string>;
  /** Contacts and addresses without an account are offered too, where this can do something for them. */
  readonly onOutside?: ((people: readonly Reached[]) => void) | undefined;
}

export const idOf = ({ kind, key }: Pick<Recipient, 'kind' | 'key'>): string => `${kind} ${key}`;

/** People, groups and organisations in one field: one after the other. */
export function RecipientField({ chosen, onChange, without, onOutside }: RecipientFieldProps) {
  const { t } = useLingui();
  const textOf = useRecipientText();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data } = useQuery(recipientsQuery(q));
  const taken = new Set([...without, ...chosen.map(idOf)]);
  const found = q === '' ? [] : (data ?? []).filter((one) => !taken.has(idOf(one)));
  const contacts = useReachable(onOutside === undefined ? '' : q);
  const isAddress = onOutside !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(q);
  return (
    <div className="stack share-recipients">
      <ComboBox
        // A new one for the next: emptied by hand, the list would open again over what was just added.
        key={chosen.length}
        autoFocus
        label={t`Person, Gruppe oder Organisation`}
        placeholder={t`Name eingeben`}
        emptyText={
          q === ''
            ? t`Tippen Sie einen Namen.`
            : q.includes('@')
              ? t`Niemand gefunden. Wer kein Konto hat, bekommt einen Link: unten, für bestimmte Mailadressen.`
              : t`Niemand gefunden.`
        }
        options={[
          ...found.map((one) => ({ id: idOf(one), label: one.name, description: textOf(one) })),
          ...contacts.options.map((one) => ({ ...one, description: t`Bekommt einen Link · ${one.description}` })),
          ...(isAddress ? [{ id: `address ${q}`, label: q, description: t`Bekommt einen Link` }] : []),
        ]}
        input={text}
        onInput={setText}
        onChoose={(id) => {
          const recipient = found.find((one) => idOf(one) === id);
          setText('');
          if (recipient === undefined) {
            const people = id.startsWith('address ')
              ? Promise.resolve([{ name: '', address: id.slice('address '.length) }])
              : contacts.reach(id);
            void people?.then(onOutside);
            return;
          }
          onChange([...chosen, recipient]);
        }}
      />
      {chosen.length > 0 && (
        <ul className="share-chosen" aria-label={t`Ausgewählt`}>
          {chosen.map((one) => (
            <li key={idOf(one)}>
              <RecipientSign kind={one.kind} name={one.name} />
              <span className="truncate">{one.name}</span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${one.name} entfernen`}
                onPress={() => onChange(chosen.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
