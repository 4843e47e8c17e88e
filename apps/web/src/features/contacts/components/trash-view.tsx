import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { BookUser, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { formatRelative } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { trashQuery, usePurgeContact, useRestoreBook } from '../api/contacts.ts';
import type { Trash } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';
import { useContactActions } from './use-contact-actions.ts';

interface TrashViewProps {
  readonly onOpen: (contact: { readonly book: string; readonly id: number }) => void;
}

export function TrashView({ onOpen }: TrashViewProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(trashQuery);
  const { restore } = useContactActions();
  const restoreBook = useRestoreBook();
  const purge = usePurgeContact();
  const [purging, setPurging] = useState<Trash['contacts'][number] | null>(null);
  if (error) return <ErrorBanner error={error} own={contactErrors} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.books.length + data.contacts.length === 0) {
    return (
      <EmptyState icon={Trash2} title={t`Nichts gelöscht`}>
        <Trans>Was Sie löschen, lässt sich hier 30 Tage lang wiederherstellen.</Trans>
      </EmptyState>
    );
  }
  return (
    <section className="contacts-wide" aria-label={t`Gelöschte Kontakte`}>
      <p className="muted">
        <Trans>Nach 30 Tagen wird endgültig gelöscht.</Trans>
      </p>
      <ul className="contacts-trash">
        {data.books.map(({ id, name, contacts, deletedAt }) => (
          <li key={`book ${id}`}>
            <span aria-hidden className="ui-avatar ui-avatar-medium ui-hue-grey contact-sign">
              <BookUser />
            </span>
            <span className="contacts-row-text">
              <span className="contacts-row-name truncate">{name}</span>
              <span className="muted truncate">
                <Trans>
                  Adressbuch mit {contacts} Kontakten, gelöscht {formatRelative(deletedAt)}
                </Trans>
              </span>
            </span>
            <Button
              size="small"
              icon={RotateCcw}
              aria-label={t`Adressbuch ${name} wiederherstellen`}
              onPress={() => restoreBook.mutate(id, { onSuccess: () => showToast({ title: t`Wiederhergestellt` }) })}
            >
              <Trans>Wiederherstellen</Trans>
            </Button>
          </li>
        ))}
        {data.contacts.map((contact) => {
          const { id, name, bookName, deletedAt, deletedBy, merged } = contact;
          const how = merged
            ? t`zusammengeführt ${formatRelative(deletedAt)}`
            : t`gelöscht ${formatRelative(deletedAt)}`;
          return (
            <li key={id}>
              <Avatar name={name} />
              <span className="contacts-row-text">
                <span className="contacts-row-name truncate">{name}</span>
                <span className="muted truncate">{[bookName, how, deletedBy].filter(Boolean).join(' · ')}</span>
              </span>
              <Button
                size="small"
                icon={RotateCcw}
                aria-label={t`${name} wiederherstellen`}
                onPress={() => restore([id], onOpen)}
              >
                <Trans>Wiederherstellen</Trans>
              </Button>
              <IconButton
                icon={X}
                size="small"
                label={t`${name} endgültig löschen`}
                onPress={() => setPurging(contact)}
              />
            </li>
          );
        })}
      </ul>
      {purging !== null && (
        <ConfirmDialog
          isOpen
          isDangerous
          title={t`Endgültig löschen?`}
          confirmLabel={t`Endgültig löschen`}
          errors={contactErrors}
          onOpenChange={() => setPurging(null)}
          onConfirm={() => purge.mutateAsync(purging.id)}
        >
          <Trans>„{purging.name}“ lässt sich danach nicht mehr wiederherstellen.</Trans>
        </ConfirmDialog>
      )}
    </section>
  );
}
