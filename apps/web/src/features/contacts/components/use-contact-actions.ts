import { useLingui } from '@lingui/react/macro';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useAddContact, useRemoveContact, useRestoreContacts } from '../api/contacts.ts';
import type { Contact } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';

type Opened = (contact: { readonly book: string; readonly id: number }) => void;

/** What is done at once, and can be taken back. */
export function useContactActions() {
  const { t } = useLingui();
  const errorText = useErrorText();
  const removal = useRemoveContact();
  const restoring = useRestoreContacts();
  const adding = useAddContact();
  const failed = (error: unknown) => showToast({ tone: 'danger', ...errorText(error, contactErrors) });

  const restore = (ids: readonly number[], restored?: Opened) =>
    // who asked may be gone from the page by then
    restoring.mutateAsync(ids).then((all) => {
      const [first] = all;
      showToast({ title: t`Wiederhergestellt` });
      if (first !== undefined) restored?.(first);
    }, failed);

  return {
    restore,
    remove(contact: Contact, removed: () => void) {
      const { name } = contact.fields;
      removal.mutateAsync(contact).then(({ trashId }) => {
        removed();
        showToast({
          title: t`„${name}“ gelöscht`,
          action: { label: t`Rückgängig`, onAction: () => void restore([trashId]) },
        });
      }, failed);
    },
    /** Of the directory, or of an address book that one only reads. */
    copy({ fields }: Contact, book: string, copied: Opened) {
      const plain = <Entry extends { readonly key?: number }>(list: readonly Entry[]) =>
        list.map(({ key: _, ...entry }) => entry);
      const mails = plain(fields.mails);
      const [phones, addresses, urls] = [plain(fields.phones), plain(fields.addresses), plain(fields.urls)];
      adding.mutate(
        { book, fields: { ...fields, mails, phones, addresses, urls } },
        {
          onError: failed,
          onSuccess: (added) => {
            copied(added);
            showToast({ title: t`In Ihr Adressbuch übernommen` });
          },
        },
      );
    },
  };
}
