import { useLingui } from '@lingui/react/macro';
import { Download, FileSpreadsheet, FileUp, Pencil, Share2, Trash2 } from 'lucide-react';
import { showToast } from '../../../ui/toast-store.ts';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { exportUrl, useRemoveBook, useRestoreBook } from '../api/contacts.ts';
import type { Book } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';

interface Actions {
  readonly onEdit: (book: Book) => void;
  readonly onShare: (book: Book) => void;
  readonly onImport: (book: Book) => void;
  readonly onRemoved: () => void;
}

/** What may be done with an address book, by one's right on it. */
export function useBookMenu({ onEdit, onShare, onImport, onRemoved }: Actions): (book: Book) => MenuEntry[] {
  const { t, i18n } = useLingui();
  const errorText = useErrorText();
  const removal = useRemoveBook();
  const restoring = useRestoreBook();

  function remove(book: Book) {
    removal.mutate(book.uri, {
      onError: (error) => showToast({ tone: 'danger', ...errorText(error, contactErrors) }),
      onSuccess: ({ id }) => {
        onRemoved();
        showToast({
          title: t`Adressbuch „${book.name}“ gelöscht`,
          action: { label: t`Rückgängig`, onAction: () => restoring.mutate(id) },
        });
      },
    });
  }

  return (book) => {
    const manages = book.role === 'manager';
    return [
      ...(manages ? [{ id: 'share', label: t`Freigeben`, icon: Share2, onAction: () => onShare(book) }] : []),
      ...(manages ? [{ id: 'edit', label: t`Name und Farbe ändern`, icon: Pencil, onAction: () => onEdit(book) }] : []),
      ...(book.role === 'viewer'
        ? []
        : [{ id: 'import', label: t`Importieren`, icon: FileUp, onAction: () => onImport(book) }]),
      {
        id: 'vcard',
        label: t`Als vCard exportieren`,
        icon: Download,
        href: exportUrl(book.uri, 'vcard', i18n.locale),
        separatorBefore: book.role !== 'viewer',
      },
      {
        id: 'outlook',
        label: t`Als Tabelle für Outlook exportieren`,
        icon: FileSpreadsheet,
        href: exportUrl(book.uri, 'outlook', i18n.locale),
      },
      {
        id: 'thunderbird',
        label: t`Als Tabelle für Thunderbird exportieren`,
        icon: FileSpreadsheet,
        href: exportUrl(book.uri, 'thunderbird', i18n.locale),
      },
      {
        id: 'google',
        label: t`Als Tabelle für Google exportieren`,
        icon: FileSpreadsheet,
        href: exportUrl(book.uri, 'google', i18n.locale),
      },
      ...(manages && book.kind !== 'shared'
        ? [
            {
              id: 'remove',
              label: t`Adressbuch löschen`,
              icon: Trash2,
              isDangerous: true,
              separatorBefore: true,
              onAction: () => remove(book),
            },
          ]
        : []),
    ];
  };
}
