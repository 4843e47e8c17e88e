import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Mail, X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { useReachable } from '../../contacts/api/use-reachable.ts';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { RecipientSign } from '../../sharing/components/recipient-sign.tsx';
import { useRecipientText } from '../../sharing/components/use-recipient-text.ts';
import type { DraftAttendee } from '../domain/draft.ts';

interface AttendeesFieldProps {
  readonly value: readonly DraftAttendee[];
  readonly onChange: (attendees: readonly DraftAttendee[]) => void;
}

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const idOf = ({ kind, key }: Pick<DraftAttendee, 'kind' | 'key'>) => `${kind} ${key}`;

/** Who is invited: colleagues, groups, guests, one's contacts and distribution lists, and anybody by address. */
export function AttendeesField({ value, onChange }: AttendeesFieldProps) {
  const { t } = useLingui();
  const textOf = useRecipientText();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data = [] } = useQuery(recipientsQuery(q));
  const contacts = useReachable(q);
  const taken = new Set(value.map(idOf));
  const found = q === '' ? [] : data.filter(({ kind, key }) => kind !== 'organisation' && !taken.has(`${kind} ${key}`));
  const isAddress = address.test(text.trim()) && !taken.has(`email ${text.trim()}`);
  const add = (...attendees: readonly DraftAttendee[]) => {
    setText('');
    const others = attendees.filter((one, at) => attendees.findIndex((each) => idOf(each) === idOf(one)) === at);
    onChange([...value, ...others.filter((one) => !taken.has(idOf(one)))]);
  };
  return (
    <div className="stack">
      <ComboBox
        key={value.length}
        autoFocus={value.length > 0}
        label={t`Personen einladen`}
        placeholder={t`Name oder E-Mail-Adresse`}
        emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
        options={[
          ...found.map((one) => ({ id: `${one.kind} ${one.key}`, label: one.name, description: textOf(one) })),
          ...contacts.options,
          ...(isAddress
            ? [{ id: `email ${text.trim()}`, label: text.trim(), description: t`Per E-Mail einladen` }]
            : []),
        ]}
        input={text}
        onInput={setText}
        // an address that is written out is meant, also without choosing it from the list
        onLeave={() => {
          if (isAddress) add({ kind: 'email', key: text.trim(), name: text.trim(), isOptional: false });
        }}
        onChoose={(id) => {
          const one = found.find(({ kind, key }) => `${kind} ${key}` === id);
          if (one !== undefined && one.kind !== 'organisation')
            add({ kind: one.kind, key: one.key, name: one.name, isOptional: false });
          else if (id.startsWith('email '))
            add({ kind: 'email', key: id.slice(6), name: id.slice(6), isOptional: false });
          else
            void contacts
              .reach(id)
              ?.then((people) =>
                add(
                  ...people.map(({ name, address: key }) => ({ kind: 'email' as const, key, name, isOptional: false })),
                ),
              );
        }}
      />
      {value.length > 0 && (
        <ul className="attendees" aria-label={t`Eingeladen`}>
          {value.map((one) => (
            <li key={idOf(one)}>
              {one.kind === 'person' ? (
                <Avatar name={one.name} size="small" />
              ) : one.kind === 'group' ? (
                <RecipientSign kind="group" name={one.name} />
              ) : (
                <span className="attendee-mail">
                  <Mail aria-hidden />
                </span>
              )}
              <span className="truncate">{one.name}</span>
              <Checkbox
                isSelected={one.isOptional}
                onChange={(isOptional) =>
                  onChange(value.map((other) => (other === one ? { ...one, isOptional } : other)))
                }
              >
                <span aria-hidden>
                  <Trans>optional</Trans>
                </span>
                <span className="visually-hidden">{t`${one.name} ist optional`}</span>
              </Checkbox>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${one.name} entfernen`}
                onPress={() => onChange(value.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
