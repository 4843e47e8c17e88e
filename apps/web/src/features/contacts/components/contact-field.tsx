import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { findContactsQuery } from '../api/contacts.ts';
import { spokenName } from '../domain/spoken-name.ts';

export interface Reached {
  readonly name: string;
  readonly address: string;
}

/** Somebody of one's address books who has a mail address: wherever a name and an address would have to be typed. */
export function ContactField({ onChoose }: { readonly onChoose: (contact: Reached) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data = [] } = useQuery(findContactsQuery({ q, withMail: true }));
  const found = q === '' ? [] : data.filter(({ mail }) => mail !== null);
  return (
    <ComboBox
      // emptied by hand, the list would open again over what was just filled in
      key={chosen}
      label={t`Aus Ihren Kontakten`}
      placeholder={t`Im Adressbuch suchen`}
      emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
      options={found.map(({ book, id, name, organisation, mail }) => ({
        id: `${book} ${id}`,
        label: name,
        description: [mail, organisation].filter(Boolean).join(' · '),
      }))}
      input={text}
      onInput={setText}
      onChoose={(key) => {
        const contact = found.find(({ book, id }) => `${book} ${id}` === key);
        if (contact === undefined) return;
        setText('');
        setChosen(chosen + 1);
        onChoose({ name: spokenName(contact.name), address: contact.mail ?? '' });
      }}
    />
  );
}
