import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { findPeopleQuery, type PersonName } from '../api/people.ts';

interface PersonFieldProps {
  readonly label: string;
  readonly value: PersonName | null;
  readonly onChange: (person: PersonName | null) => void;
  /** Logins that cannot be chosen. */
  readonly without?: readonly string[];
  readonly isDisabled?: boolean;
}

/** One person: found by typing a name, shown with a way to take it back. */
export function PersonField({ label, value, onChange, without = [], isDisabled = false }: PersonFieldProps) {
  const { t } = useLingui();
  // what had the focus is gone with each change: it goes to what has come instead
  const [isMoved, setMoved] = useState(false);
  const change = (person: PersonName | null) => {
    setMoved(true);
    onChange(person);
  };
  if (value === null && isDisabled) return <TextField label={label} isDisabled value="" />;
  if (value === null) return <PersonFinder label={label} without={without} autoFocus={isMoved} onChoose={change} />;
  return (
    <div className="ui-field" role="group" aria-label={label}>
      <span className="ui-label" aria-hidden>
        {label}
      </span>
      <span className="chosen-person">
        <Avatar name={value.name} size="small" />
        <span className="truncate">{value.name}</span>
        <IconButton
          icon={X}
          size="small"
          label={t`${value.name} entfernen`}
          tooltip={false}
          isDisabled={isDisabled}
          autoFocus={isMoved}
          onPress={() => change(null)}
        />
      </span>
    </div>
  );
}

interface PersonFinderProps {
  readonly label: string;
  /** Logins that are there already. */
  readonly without: readonly string[];
  readonly autoFocus?: boolean;
  readonly onChoose: (person: PersonName) => void;
}

/** Finds people by name, mistyped ones too, and hands over one after the other. */
export function PersonFinder({ label, without, autoFocus = false, onChoose }: PersonFinderProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data } = useQuery(findPeopleQuery(q));
  const found = q === '' ? [] : (data ?? []).filter(({ login }) => !without.includes(login));
  return (
    <ComboBox
      // A new one for the next person: emptied by hand, the list would open again over what was just added.
      key={chosen}
      autoFocus={autoFocus || chosen > 0}
      label={label}
      placeholder={t`Name eingeben`}
      emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
      options={found.map(({ login, name, organisation, jobTitle }) => ({
        id: login,
        label: name,
        description: [login, jobTitle, organisation.name].filter(Boolean).join(' · '),
      }))}
      input={text}
      onInput={setText}
      onChoose={(login) => {
        const person = found.find((one) => one.login === login);
        if (person === undefined) return;
        setText('');
        setChosen(chosen + 1);
        onChoose({ login, name: person.name });
      }}
    />
  );
}
