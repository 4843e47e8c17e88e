import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useReachable } from '../../contacts/api/use-reachable.ts';
import { ContactField } from '../../contacts/components/contact-field.tsx';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { useRecipientText } from '../../sharing/components/use-recipient-text.ts';
import type { NewRequest } from '../api/requests.ts';

export interface AskedPerson {
  readonly name: string;
  readonly detail: string;
  readonly recipient: NewRequest['recipients'][number];
}

export interface Outsider {
  readonly name: string;
  readonly address: string;
  /** What they read; null: as who asks. */
  readonly language: 'de' | 'en' | null;
}

interface AskPeopleProps {
  readonly people: readonly AskedPerson[];
  readonly onChange: (people: readonly AskedPerson[]) => void;
  /** Who is being typed; null: nobody. */
  readonly outsider: Outsider | null;
  readonly onOutsider: (outsider: Outsider | null) => void;
}

/** Null: not all of it is typed, or they are asked already. */
export function askedOutsider(
  outsider: Outsider | null,
  people: readonly AskedPerson[],
  locale: string,
): AskedPerson | null {
  const name = outsider?.name.trim() ?? '';
  const address = outsider?.address.trim() ?? '';
  const isAddress = /^\S+@\S+\.\S+$/.test(address) && people.every(({ detail }) => detail !== address);
  if (name === '' || !isAddress) return null;
  return { name, detail: address, recipient: { name, address, language: outsider?.language ?? languageOf(locale) } };
}

const languageOf = (locale: string) => (locale === 'en' ? 'en' : 'de');

/** Whom one asks: people of the house by name, others by their mail address. */
export function AskPeople({ people, onChange, outsider, onOutsider }: AskPeopleProps) {
  const { t, i18n } = useLingui();
  const textOf = useRecipientText();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data } = useQuery(recipientsQuery(q));
  const taken = new Set(people.map(({ detail }) => detail));
  const found = q === '' ? [] : (data ?? []).filter(({ kind, key }) => kind === 'person' && !taken.has(key));
  const typed = askedOutsider(outsider, people, i18n.locale);

  const contacts = useReachable(q);

  function addOutsider() {
    if (typed === null) return;
    onChange([...people, typed]);
    onOutsider(null);
  }

  function add(reached: readonly Omit<Outsider, 'language'>[]) {
    const next = [...people];
    for (const one of reached) {
      const asked = askedOutsider({ ...one, language: outsider?.language ?? null }, next, i18n.locale);
      if (asked !== null) next.push(asked);
    }
    onChange(next);
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
        label={t`Person der Verwaltung oder Kontakt`}
        placeholder={t`Name eingeben`}
        emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
        options={[
          ...found.map((one) => ({ id: one.key, label: one.name, description: textOf(one) })),
          ...contacts.options,
        ]}
        input={text}
        onInput={setText}
        onChoose={(key) => {
          const person = found.find((one) => one.key === key);
          setText('');
          if (person === undefined) {
            void contacts.reach(key)?.then(add);
            return;
          }
          onChange([...people, { name: person.name, detail: person.key, recipient: { login: person.key } }]);
        }}
      />
      {outsider !== null ? (
        <div className="request-set">
          <ContactField
            onChoose={([one, ...more]) => {
              if (one !== undefined && more.length === 0) return onOutsider({ ...outsider, ...one });
              add(one === undefined ? [] : [one, ...more]);
              onOutsider(null);
            }}
          />
          <TextField
            label={t`Name von außerhalb`}
            autoFocus
            maxLength={200}
            value={outsider.name}
            onChange={(name) => onOutsider({ ...outsider, name })}
          />
          <TextField
            label={t`E-Mail-Adresse`}
            type="email"
            value={outsider.address}
            onChange={(address) => onOutsider({ ...outsider, address })}
          />
          <Select<'de' | 'en'>
            label={t`Sprache der E-Mail`}
            options={[
              { id: 'de', label: t`Deutsch` },
              { id: 'en', label: t`Englisch` },
            ]}
            value={outsider.language ?? languageOf(i18n.locale)}
            onChange={(language) => onOutsider({ ...outsider, language })}
          />
          <div className="row">
            <Button size="small" isDisabled={typed === null} onPress={addOutsider}>
              <Trans>Hinzufügen</Trans>
            </Button>
            <Button size="small" variant="quiet" onPress={() => onOutsider(null)}>
              <Trans>Doch nicht</Trans>
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button
            size="small"
            variant="quiet"
            icon={UserPlus}
            onPress={() => onOutsider({ name: '', address: '', language: null })}
          >
            <Trans>Jemanden von außerhalb fragen</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
