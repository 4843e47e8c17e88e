import { Trans, useLingui } from '@lingui/react/macro';
import { Globe, Mail, Phone } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddContact, useChangeContact } from '../api/contacts.ts';
import type { Contact, Fields, Kind } from '../api/contact-types.ts';
import { AddressFields } from './address-fields.tsx';
import { contactErrors } from './contact-words.ts';
import { DayField } from './day-field.tsx';
import { EntryFields } from './entry-fields.tsx';
import { MemberField } from './member-field.tsx';
import { PhotoField } from './photo-field.tsx';

interface ContactFormProps {
  /** Null: a new one. */
  readonly contact: Contact | null;
  readonly book: string;
  readonly kind?: Kind;
  readonly onDone: (saved?: Contact) => void;
}

const blank: Fields = {
  kind: 'person',
  name: '',
  names: { prefix: '', given: '', additional: '', family: '', suffix: '' },
  nickname: '',
  organisation: '',
  department: '',
  title: '',
  role: '',
  mails: [],
  phones: [],
  addresses: [],
  urls: [],
  birthday: '',
  anniversary: '',
  note: '',
  categories: [],
  members: [],
};

/** All of a contact in fields, where it is read; what no field shows stays as it is. */
export function ContactForm({ contact, book, kind = 'person', onDone }: ContactFormProps) {
  const { t } = useLingui();
  const [fields, setFields] = useState<Fields>(contact?.fields ?? { ...blank, kind });
  const [categories, setCategories] = useState(fields.categories.join(', '));
  const adding = useAddContact();
  const changing = useChangeContact();
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const setName = (part: keyof Fields['names']) => (value: string) =>
    set({ names: { ...fields.names, [part]: value } });
  const error = adding.error ?? changing.error;
  const isPending = adding.isPending || changing.isPending;

  function save(event: FormEvent) {
    event.preventDefault();
    const filled = {
      ...fields,
      mails: fields.mails.filter(({ value }) => value.trim() !== ''),
      phones: fields.phones.filter(({ value }) => value.trim() !== ''),
      urls: fields.urls.filter(({ value }) => value.trim() !== ''),
      addresses: fields.addresses.filter(({ key: _, kind: _kind, label: _label, preferred: _preferred, ...parts }) =>
        Object.values(parts).some((part) => part.trim() !== ''),
      ),
      categories: [
        ...new Set(
          categories
            .split(/[,;]/)
            .map((each) => each.trim())
            .filter((each) => each !== ''),
        ),
      ],
    };
    const saved = { onSuccess: (made: Contact) => onDone(made) };
    if (contact === null) {
      adding.mutate({ book, fields: filled }, saved);
      return;
    }
    // the name follows its parts where somebody changed them and not what is shown
    const { name, ...rest } = filled;
    const isRenamed = JSON.stringify(filled.names) !== JSON.stringify(contact.fields.names);
    const change = isRenamed && name === contact.fields.name ? rest : filled;
    changing.mutate({ contact, change }, saved);
  }

  return (
    <form
      className="contact-form"
      onSubmit={save}
      aria-label={contact === null ? t`Neuer Kontakt` : t`Kontakt bearbeiten`}
    >
      <div className="contact-form-top">
        {contact !== null && <PhotoField contact={contact} />}
        <div className="contact-form-names">
          {fields.kind === 'person' ? (
            <>
              <TextField label={t`Vorname`} value={fields.names.given} onChange={setName('given')} autoFocus />
              <TextField label={t`Nachname`} value={fields.names.family} onChange={setName('family')} />
              <TextField
                label={t`Titel`}
                placeholder={t`Dr., Prof.`}
                value={fields.names.prefix}
                onChange={setName('prefix')}
              />
              <TextField label={t`Spitzname`} value={fields.nickname} onChange={(nickname) => set({ nickname })} />
            </>
          ) : (
            <TextField
              label={fields.kind === 'group' ? t`Name der Gruppe` : t`Name`}
              value={fields.name}
              onChange={(name) => set({ name })}
              autoFocus
              isRequired
            />
          )}
        </div>
      </div>
      {fields.kind === 'group' ? (
        <MemberField
          book={book}
          members={fields.members}
          known={contact?.members ?? []}
          onChange={(members) => set({ members: [...members] })}
        />
      ) : (
        <>
          <fieldset className="contact-form-part contact-form-two">
            <legend>
              <Trans>Organisation</Trans>
            </legend>
            <TextField
              label={t`Organisation`}
              value={fields.organisation}
              onChange={(organisation) => set({ organisation })}
            />
            <TextField
              label={t`Abteilung oder Referat`}
              value={fields.department}
              onChange={(department) => set({ department })}
            />
            <TextField label={t`Funktion`} value={fields.title} onChange={(title) => set({ title })} />
          </fieldset>
          <EntryFields
            title={t`E-Mail`}
            addLabel={t`E-Mail-Adresse hinzufügen`}
            icon={Mail}
            type="email"
            kinds={['work', 'home', 'other']}
            entries={fields.mails}
            onChange={(mails) => set({ mails: mails as Fields['mails'] })}
          />
          <EntryFields
            title={t`Telefon`}
            addLabel={t`Telefonnummer hinzufügen`}
            icon={Phone}
            type="tel"
            kinds={['work', 'mobile', 'home', 'fax', 'other', 'pager']}
            entries={fields.phones}
            onChange={(phones) => set({ phones: [...phones] })}
          />
          <AddressFields addresses={fields.addresses} onChange={(addresses) => set({ addresses: [...addresses] })} />
          <EntryFields
            title={t`Internet`}
            addLabel={t`Internetadresse hinzufügen`}
            icon={Globe}
            type="url"
            kinds={['work', 'home', 'other']}
            entries={fields.urls}
            onChange={(urls) => set({ urls: urls as Fields['urls'] })}
          />
          <fieldset className="contact-form-part contact-form-two">
            <legend>
              <Trans>Tage</Trans>
            </legend>
            <DayField label={t`Geburtstag`} value={fields.birthday} onChange={(birthday) => set({ birthday })} />
            <DayField
              label={t`Jahrestag`}
              value={fields.anniversary}
              onChange={(anniversary) => set({ anniversary })}
            />
          </fieldset>
        </>
      )}
      <fieldset className="contact-form-part">
        <legend>
          <Trans>Weiteres</Trans>
        </legend>
        <TextField
          label={t`Kategorien`}
          description={t`Mehrere durch Komma getrennt`}
          value={categories}
          onChange={setCategories}
        />
        <TextField label={t`Notiz`} multiline value={fields.note} onChange={(note) => set({ note })} />
      </fieldset>
      {error !== null && <ErrorBanner error={error} own={contactErrors} />}
      <div className="contact-form-end">
        <Button variant="quiet" isDisabled={isPending} onPress={() => onDone()}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button variant="primary" type="submit" isPending={isPending}>
          <Trans>Speichern</Trans>
        </Button>
      </div>
    </form>
  );
}
