import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { contactQuery, findContactsQuery } from '../api/contacts.ts';
import type { Contact } from '../api/contact-types.ts';

interface MemberFieldProps {
  readonly book: string;
  readonly members: readonly string[];
  readonly known: Contact['members'];
  readonly onChange: (members: readonly string[]) => void;
}

const addressPattern = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

/** Who is in a group: contacts of the same address book, or mail addresses alone. */
export function MemberField({ book, members, known, onChange }: MemberFieldProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    new Map(known.map(({ member, name, mail }) => [member, name === '' ? (mail ?? '') : name])),
  );
  const q = useDebounced(text.trim(), 120);
  const { data = [] } = useQuery(findContactsQuery({ book, q }));
  const found = q === '' ? [] : data.filter(({ kind }) => kind !== 'group');
  const options = [
    ...found.map(({ id, name, mail, organisation }) => ({
      id: String(id),
      label: name,
      description: [organisation, mail].filter(Boolean).join(' · '),
    })),
    ...(addressPattern.test(q) ? [{ id: `mailto:${q}`, label: q, description: t`Nur als Mail-Adresse` }] : []),
  ];

  function add(member: string, name: string) {
    setText('');
    setNames(new Map([...names, [member, name]]));
    if (!members.includes(member)) onChange([...members, member]);
  }

  return (
    <fieldset className="contact-form-part">
      <legend>
        <Trans>Mitglieder</Trans>
      </legend>
      <ComboBox
        key={members.length}
        label={t`Kontakt oder Mail-Adresse`}
        placeholder={t`Name oder Adresse eingeben`}
        emptyText={q === '' ? t`Tippen Sie einen Namen oder eine Adresse.` : t`Niemand gefunden.`}
        options={options}
        input={text}
        onInput={setText}
        onChoose={(id) => {
          if (id.startsWith('mailto:')) add(id, id.slice('mailto:'.length));
          else {
            void client
              .fetchQuery(contactQuery(book, Number(id)))
              .then(({ uid, fields }) => add(`urn:uuid:${uid}`, fields.name));
          }
        }}
      />
      <ul className="contact-members">
        {members.map((member) => {
          const name = names.get(member) ?? '';
          const shown = name === '' ? t`Unbekannt` : name;
          return (
            <li key={member}>
              <span className="truncate">{shown}</span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${shown} entfernen`}
                onPress={() => onChange(members.filter((each) => each !== member))}
              />
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
