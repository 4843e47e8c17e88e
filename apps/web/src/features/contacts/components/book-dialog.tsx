import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Holder } from '../../sharing/api/use-holders.ts';
import { HolderSelect } from '../../sharing/components/holder-select.tsx';
import { useAddBook, useChangeBook } from '../api/contacts.ts';
import type { Book } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';

interface BookDialogProps {
  /** Null: a new one. */
  readonly book: Book | null;
  readonly onClose: () => void;
  readonly onSaved: (book: Book) => void;
}

const colours = { blue: '#2044ab', green: '#0f6b52', orange: '#8a5500', violet: '#7b2b93', red: '#b3261e' };

export function BookDialog({ book, onClose, onSaved }: BookDialogProps) {
  const { t } = useLingui();
  const [name, setName] = useState(book?.name ?? '');
  const [description, setDescription] = useState(book?.description ?? '');
  const [colour, setColour] = useState(book?.colour ?? '');
  const [holder, setHolder] = useState<Holder | null>(null);
  const adding = useAddBook();
  const changing = useChangeBook();
  const error = adding.error ?? changing.error;
  const isPending = adding.isPending || changing.isPending;
  const options = [
    { id: '', label: t`Keine` },
    { id: colours.blue, label: t`Blau` },
    { id: colours.green, label: t`Grün` },
    { id: colours.orange, label: t`Orange` },
    { id: colours.violet, label: t`Violett` },
    { id: colours.red, label: t`Rot` },
  ];
  // what another program chose stays possible
  const all = options.some(({ id }) => id === colour) ? options : [...options, { id: colour, label: colour }];

  function save(event: FormEvent) {
    event.preventDefault();
    const input = { name: name.trim(), description: description.trim(), colour: colour === '' ? null : colour };
    const saved = {
      onSuccess: (made: Book) => {
        onClose();
        onSaved(made);
      },
    };
    const owner = holder === null ? {} : { owner: { kind: holder.kind, key: holder.key } };
    if (book === null) adding.mutate({ ...input, ...owner }, saved);
    else changing.mutate({ uri: book.uri, ...input }, saved);
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={book === null ? t`Neues Adressbuch` : t`Adressbuch ändern`}
      onOpenChange={(open) => !open && onClose()}
      isBusy={isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="book-form"
            isPending={isPending}
            isDisabled={name.trim() === ''}
          >
            {book === null ? <Trans>Anlegen</Trans> : <Trans>Speichern</Trans>}
          </Button>
        </>
      }
    >
      <form id="book-form" className="stack" onSubmit={save}>
        <TextField label={t`Name`} value={name} onChange={setName} autoFocus isRequired maxLength={100} />
        <TextField label={t`Beschreibung`} value={description} onChange={setDescription} maxLength={1000} />
        {book === null && (
          <HolderSelect
            value={holder}
            onChange={setHolder}
            groupText={t`Ihre Mitglieder lesen und schreiben es`}
            organisationText={t`Ihre Bediensteten lesen es`}
          />
        )}
        <RadioGroup label={t`Farbe`} options={all} value={colour} onChange={setColour} />
        {error !== null && <ErrorBanner error={error} own={contactErrors} />}
      </form>
    </Dialog>
  );
}
