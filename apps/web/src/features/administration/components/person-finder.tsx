import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { peopleQuery } from '../api/people.ts';

interface PersonFinderProps {
  readonly label: string;
  /** Logins that are there already. */
  readonly without: readonly string[];
  readonly onChoose: (login: string) => void;
}

/** Finds a person by name and hands over the login. */
export function PersonFinder({ label, without, onChoose }: PersonFinderProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDebounced(text.trim(), 200);
  const { data } = useQuery(peopleQuery({ q, organisation: '', offset: 0, limit: 20 }));
  const found = (data?.items ?? []).filter((person) => !without.includes(person.login) && person.disabled !== true);
  return (
    <ComboBox
      // A new one for the next person: emptied by hand, the list would open again over what was just added.
      key={chosen}
      autoFocus={chosen > 0}
      label={label}
      placeholder={t`Name eingeben`}
      emptyText={t`Niemand gefunden.`}
      options={found.map(({ login, name, organisation }) => ({
        id: login,
        label: name,
        description: `${login} · ${organisation.name}`,
      }))}
      input={text}
      onInput={setText}
      onChoose={(login) => {
        setText('');
        setChosen(chosen + 1);
        onChoose(login);
      }}
    />
  );
}
