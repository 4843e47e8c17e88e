import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, BookPlus, Ellipsis, FolderInput, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { contactQuery } from '../api/contacts.ts';
import type { Book, Contact } from '../api/contact-types.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { ContactFacts } from './contact-facts.tsx';
import { ContactForm } from './contact-form.tsx';
import { contactErrors, useBookName } from './contact-words.ts';
import { MoveDialog } from './move-dialog.tsx';
import { useContactActions } from './use-contact-actions.ts';

interface ContactDetailProps {
  readonly at: { readonly book: string; readonly id: number };
  readonly books: readonly Book[];
  readonly onOpen: (contact: { readonly book: string; readonly id: number } | null) => void;
}

/** One contact beside the list; on a phone instead of it. */
export function ContactDetail({ at, books, onOpen }: ContactDetailProps) {
  const { t } = useLingui();
  const { data: contact, error, refetch } = useQuery(contactQuery(at.book, at.id));
  const [isEditing, setEditing] = useState(false);
  const back = (
    <div className="contact-back">
      <Button variant="quiet" size="small" icon={ArrowLeft} onPress={() => onOpen(null)}>
        <Trans>Zur Liste</Trans>
      </Button>
    </div>
  );
  if (error) {
    return (
      <div className="contact-detail">
        {back}
        <ErrorBanner error={error} own={contactErrors} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (contact === undefined) return <Loading />;
  if (isEditing) {
    return (
      <section className="contact-detail" aria-label={t`Kontakt bearbeiten`}>
        <ContactForm contact={contact} book={contact.book} onDone={() => setEditing(false)} />
      </section>
    );
  }
  return (
    <section className="contact-detail" aria-label={t`Kontakt`}>
      {back}
      <Head contact={contact} books={books} onEdit={() => setEditing(true)} onOpen={onOpen} />
      <ContactFacts contact={contact} onOpen={onOpen} />
    </section>
  );
}

interface HeadProps {
  readonly contact: Contact;
  readonly books: readonly Book[];
  readonly onEdit: () => void;
  readonly onOpen: ContactDetailProps['onOpen'];
}

function Head({ contact, books, onEdit, onOpen }: HeadProps) {
  const { t } = useLingui();
  const nameOf = useBookName();
  const { remove, copy } = useContactActions();
  const [isMoving, setMoving] = useState(false);
  const { fields } = contact;
  const book = books.find(({ uri }) => uri === contact.book);
  const mayEdit = book !== undefined && book.role !== 'viewer';
  const targets = books.filter(
    ({ uri, role, kind }) => uri !== contact.book && role !== 'viewer' && kind !== 'directory',
  );
  const lines = [fields.title, fields.role, [fields.department, fields.organisation].filter(Boolean).join(', ')];
  const second = lines.filter((line) => line !== '' && line !== fields.name);
  const more: MenuEntry[] = [
    ...(targets.length > 0
      ? [
          {
            id: 'move',
            label: t`In anderes Adressbuch verschieben`,
            icon: FolderInput,
            onAction: () => setMoving(true),
          },
        ]
      : []),
    {
      id: 'remove',
      label: t`Kontakt löschen`,
      icon: Trash2,
      isDangerous: true,
      separatorBefore: targets.length > 0,
      onAction: () => remove(contact, () => onOpen(null)),
    },
  ];
  return (
    <header className="contact-head">
      <ContactAvatar contact={{ ...contact, kind: fields.kind, name: fields.name }} size="large" />
      <div className="contact-head-text">
        <h2>{fields.name}</h2>
        {second.map((line) => (
          <p key={line} className="muted">
            {line}
          </p>
        ))}
        {book && <p className="contact-book muted">{nameOf(book)}</p>}
      </div>
      <div className="contact-head-actions">
        {mayEdit && (
          <>
            <Button icon={Pencil} onPress={onEdit}>
              <Trans>Bearbeiten</Trans>
            </Button>
            <MenuButton label={t`Weitere Aktionen`} entries={more}>
              <IconButton icon={Ellipsis} label={t`Weitere Aktionen`} />
            </MenuButton>
          </>
        )}
        {!mayEdit && targets[0] !== undefined && (
          <Button icon={BookPlus} onPress={() => copy(contact, targets[0]?.uri ?? '', onOpen)}>
            <Trans>Übernehmen</Trans>
          </Button>
        )}
      </div>
      {isMoving && <MoveDialog contact={contact} targets={targets} onClose={() => setMoving(false)} onMoved={onOpen} />}
    </header>
  );
}
