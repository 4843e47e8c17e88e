import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Book, BookRole } from '../api/contact-types.ts';

export const kindWords: Readonly<Record<string, MessageDescriptor>> = {
  work: msg`Dienstlich`,
  home: msg`Privat`,
  other: msg`Andere`,
  mobile: msg`Mobil`,
  fax: msg`Fax`,
  pager: msg`Pager`,
};

export const roleWords: Readonly<
  Record<BookRole, { readonly label: MessageDescriptor; readonly text: MessageDescriptor }>
> = {
  viewer: { label: msg`Ansehen`, text: msg`Sieht alle Kontakte` },
  editor: { label: msg`Bearbeiten`, text: msg`Legt an, ändert und löscht` },
  manager: { label: msg`Verwalten`, text: msg`Gibt auch frei und benennt um` },
};

export const contactErrors: Record<string, MessageDescriptor> = {
  'contacts.contact_changed': msg`Inzwischen hat jemand diesen Kontakt geändert. Bitte öffnen Sie ihn noch einmal.`,
  'contacts.contact_not_found': msg`Diesen Kontakt gibt es nicht mehr.`,
  'contacts.address_book_not_found': msg`Dieses Adressbuch gibt es nicht mehr, oder es ist nicht mehr für Sie freigegeben.`,
  'contacts.address_book_exists': msg`Ein Adressbuch mit diesem Namen gibt es schon.`,
  'contacts.not_allowed': msg`Dafür reicht Ihr Recht an diesem Adressbuch nicht.`,
  'contacts.uid_taken': msg`Dieser Kontakt steht schon in dem Adressbuch.`,
  'contacts.invalid_contact': msg`Eine Angabe ist so nicht möglich. Bitte prüfen Sie Mail-Adressen, Daten und Links.`,
  'contacts.invalid_card': msg`Die Datei enthält keine lesbaren Kontakte (vCard). Es wurde nichts übernommen.`,
  'contacts.invalid_table': msg`Die Tabelle ist nicht lesbar: Es fehlen Spalten, die wir kennen. Es wurde nichts übernommen.`,
  'contacts.invalid_photo': msg`Ein Bild ist höchstens 2 MB groß und PNG, JPEG, GIF oder WebP.`,
  'contacts.share_not_possible': msg`Dem gehört das Adressbuch schon.`,
  'contacts.too_many_contacts': msg`Ein Adressbuch fasst höchstens 50.000 Kontakte.`,
};

/** The directory has no name of its own: it is called so everywhere. */
export function useBookName(): (book: Pick<Book, 'kind' | 'name'>) => string {
  const { t } = useLingui();
  return ({ kind, name }) => (kind === 'directory' ? t`Verzeichnis` : name);
}
