import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { useAccess } from '../../../session/me.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useUpdatePerson, type Person, type PersonChange, type PersonName, type PersonSource } from '../api/people.ts';
import { AdministrationError } from './administration-error.tsx';
import { DeputiesField } from './deputies-field.tsx';
import { FormButtons } from './form-buttons.tsx';
import { PersonField } from './person-field.tsx';
import { SourceNote } from './source-note.tsx';

interface PersonEditDialogProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Changes what is known of a person. */
export function PersonEditDialog({ isOpen, ...rest }: PersonEditDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      size="large"
      title={t`${rest.person.name} bearbeiten`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && rest.onClose()}
    >
      <EditForm {...rest} />
    </Dialog>
  );
}

type PlatformRole = NonNullable<Person['role']>;

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

function EditForm({ person, onClose }: Omit<PersonEditDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const { isPlatform } = useAccess();
  const { source } = person;
  const isKept = (field: PersonSource['keeps'][number]) => source?.keeps.includes(field) === true;
  const update = useUpdatePerson(person.login);
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [addresses, setAddresses] = useState((person.addresses ?? []).join('\n'));
  const [jobTitle, setJobTitle] = useState(person.jobTitle ?? '');
  const [phone, setPhone] = useState(person.phone ?? '');
  const [place, setPlace] = useState(person.place ?? '');
  const [language, setLanguage] = useState(person.language ?? 'de');
  const [manager, setManager] = useState<PersonName | null>(person.manager ?? null);
  const [deputies, setDeputies] = useState<readonly PersonName[]>(person.deputies ?? []);
  const [role, setRole] = useState<PlatformRole>(person.role ?? 'member');

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const wanted: PersonChange = {
      name: name.trim(),
      email: orNull(email),
      addresses: addresses.split(/[\s,;]+/).filter(Boolean),
      jobTitle: orNull(jobTitle),
      phone: orNull(phone),
      place: orNull(place),
      language,
      manager: manager?.login ?? null,
      deputies: deputies.map(({ login }) => login),
      role,
    };
    update.mutate(changesOf(person, wanted), {
      onSuccess: () => {
        onClose();
        showToast({ title: t`Die Angaben sind gespeichert.` });
      },
    });
  }

  return (
    <form onSubmit={submit}>
      {source && <SourceNote source={source} />}
      <div className="two-columns">
        <TextField
          label={t`Name`}
          isDisabled={isKept('name')}
          isRequired
          autoFocus
          maxLength={200}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t`Aufgabe`}
          isDisabled={isKept('jobTitle')}
          maxLength={200}
          value={jobTitle}
          onChange={setJobTitle}
        />
        <TextField
          label={t`E-Mail`}
          isDisabled={isKept('email')}
          type="email"
          maxLength={254}
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t`Telefon`}
          isDisabled={isKept('phone')}
          type="tel"
          maxLength={64}
          value={phone}
          onChange={setPhone}
        />
        <TextField
          label={t`Arbeitsort`}
          isDisabled={isKept('place')}
          maxLength={200}
          value={place}
          onChange={setPlace}
        />
        <Select<'de' | 'en'>
          label={t`Sprache`}
          options={[
            { id: 'de', label: 'Deutsch' },
            { id: 'en', label: 'English' },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <PersonField
          label={t`Vorgesetzt`}
          isDisabled={isKept('manager')}
          value={manager}
          onChange={setManager}
          without={[person.login]}
        />
        {isPlatform && (
          <Select<PlatformRole>
            label={t`Plattform`}
            options={[
              { id: 'member', label: t`Mitglied` },
              { id: 'platform-administrator', label: t`Verwaltet die ganze Plattform` },
              ...(person.role === 'guest' ? [{ id: 'guest' as const, label: t`Gast` }] : []),
            ]}
            value={role}
            onChange={setRole}
          />
        )}
      </div>
      <DeputiesField label={t`Vertretung`} value={deputies} onChange={setDeputies} without={[person.login]} />
      <TextField
        label={t`Weitere Adressen`}
        description={t`Eine je Zeile.`}
        isDisabled={isKept('addresses')}
        multiline
        value={addresses}
        onChange={setAddresses}
      />
      <AdministrationError error={update.error} />
      <FormButtons submitLabel={t`Speichern`} isPending={update.isPending} onCancel={onClose} />
    </form>
  );
}

/** Only what differs: two administrators who change different things do not undo each other. */
function changesOf(person: Person, wanted: PersonChange): PersonChange {
  const now: PersonChange = {
    name: person.name,
    email: person.email ?? null,
    addresses: person.addresses ?? [],
    jobTitle: person.jobTitle ?? null,
    phone: person.phone ?? null,
    place: person.place ?? null,
    language: person.language ?? 'de',
    manager: person.manager?.login ?? null,
    deputies: (person.deputies ?? []).map(({ login }) => login),
    role: person.role ?? 'member',
  };
  const differs = (key: keyof PersonChange) => JSON.stringify(now[key]) !== JSON.stringify(wanted[key]);
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => differs(key as keyof PersonChange)));
}
