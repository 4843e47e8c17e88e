import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { useRecipientText } from '../../sharing/components/use-recipient-text.ts';
import type { NewRequest } from '../api/requests.ts';

export interface AskedPerson {
  readonly name: string;
  readonly detail: string;
  readonly recipient: NewRequest['recipients'][number];
}

interface AskPeopleProps {
  readonly people: readonly AskedPerson[];
  readonly onChange: (people: readonly AskedPerson[]) => void;
}

/** Whom one asks: people of the house by name, others by their mail address. */
export function AskPeople({ people, onChange }: AskPeopleProps) {
  const { t, i18n } = useLingui();
  const textOf = useRecipientText();
  const [text, setText] = useState('');
  const [isOutside, setOutside] = useState(false);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data } = useQuery(recipientsQuery(q));
  const taken = new Set(people.map(({ detail }) => detail));
  const found = q === '' ? [] : (data ?? []).filter(({ kind, key }) => kind === 'person' && !taken.has(key));
  const isAddress = /^\S+@\S+\.\S+$/.test(address.trim()) && !taken.has(address.trim());

  function addOutsider() {
    const language = i18n.locale === 'en' ? ('en' as const) : ('de' as const);
    const recipient = { name: name.trim(), address: address.trim(), language };
    onChange([...people, { name: recipient.name, detail: recipient.address, recipient }]);
    setName('');
    setAddress('');
    setOutside(false);
  }

  return (
    <fieldset className="request-set">
      <legend>
        <Trans>Wen Sie fragen</Trans>
      </legend>
      {people.length > 0 && (
        <ul className="request-people" aria-label={t`Gefragte`}>
          {people.map((person) => (
            <li key={person.detail}>
              <Avatar name={person.name} size="small" />
              <span>
                {person.name} <small className="muted">{person.detail}</small>
              </span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${person.name} entfernen`}
                onPress={() => onChange(people.filter((other) => other !== person))}
              />
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        key={people.length}
        label={t`Person der Verwaltung`}
        placeholder={t`Name eingeben`}
        emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
        options={found.map((one) => ({ id: one.key, label: one.name, description: textOf(one) }))}
        input={text}
        onInput={setText}
        onChoose={(key) => {
          const person = found.find((one) => one.key === key);
          if (person === undefined) return;
          setText('');
          onChange([...people, { name: person.name, detail: person.key, recipient: { login: person.key } }]);
        }}
      />
      {isOutside ? (
        <div className="request-set">
          <TextField label={t`Name von außerhalb`} autoFocus maxLength={200} value={name} onChange={setName} />
          <TextField label={t`E-Mail-Adresse`} type="email" value={address} onChange={setAddress} />
          <div className="row">
            <Button size="small" isDisabled={name.trim() === '' || !isAddress} onPress={addOutsider}>
              <Trans>Hinzufügen</Trans>
            </Button>
            <Button size="small" variant="quiet" onPress={() => setOutside(false)}>
              <Trans>Doch nicht</Trans>
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button size="small" variant="quiet" icon={UserPlus} onPress={() => setOutside(true)}>
            <Trans>Jemanden von außerhalb fragen</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
