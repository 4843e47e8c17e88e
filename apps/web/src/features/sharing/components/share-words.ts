import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { SelectOption } from '../../../ui/select.tsx';
import type { ShareRole } from '../api/share-types.ts';

export const roleWords: Readonly<
  Record<ShareRole, { readonly label: MessageDescriptor; readonly text: MessageDescriptor }>
> = {
  viewer: { label: msg`Lesen`, text: msg`Ansehen und herunterladen` },
  commenter: { label: msg`Kommentieren`, text: msg`Lesen und Kommentare schreiben` },
  uploader: { label: msg`Nur hochladen`, text: msg`Dateien ablegen, ohne zu sehen, was schon da ist` },
  editor: { label: msg`Bearbeiten`, text: msg`Lesen, ändern, hochladen und löschen` },
  manager: { label: msg`Verwalten`, text: msg`Bearbeiten und bestimmen, wer Zugriff hat` },
};

/** Into a single file nothing is uploaded. */
export function useRoleOptions(): (
  roles: readonly ShareRole[],
  kind: 'file' | 'folder',
) => readonly SelectOption<ShareRole>[] {
  const { t } = useLingui();
  return (roles, kind) =>
    roles
      .filter((role) => role !== 'uploader' || kind === 'folder')
      .map((id) => ({ id, label: t(roleWords[id].label), description: t(roleWords[id].text) }));
}

export const shareErrors: Record<string, MessageDescriptor> = {
  'sharing.share_not_found': msg`Diese Freigabe gibt es nicht mehr.`,
  'sharing.recipient_not_found': msg`Jemanden davon gibt es nicht mehr. Es wurde nichts freigegeben.`,
  'sharing.not_allowed': msg`Sie dürfen das nicht oder nicht so weit freigeben.`,
  'sharing.personal_root': msg`Ihr persönlicher Bereich lässt sich nicht als Ganzes freigeben, nur Ordner und Dateien darin.`,
  'sharing.recipient_is_owner': msg`Der Person gehört das schon.`,
  'sharing.already_shared': msg`Jemand anderes hat das schon für dieselben freigegeben.`,
  'sharing.outside_not_allowed': msg`Die Regeln der Organisation erlauben nur Freigaben innerhalb der Organisation.`,
  'sharing.guests_not_allowed': msg`Die Regeln der Organisation erlauben keine Freigabe für diesen Gast.`,
  'sharing.guest_not_manager': msg`Gäste können lesen, kommentieren und bearbeiten, aber nicht verwalten.`,
  'sharing.not_owner': msg`Das gehört Ihnen nicht.`,
  'sharing.guest_not_owner': msg`Gäste haben keinen eigenen Bereich, ihnen lässt sich nichts übertragen.`,
  'files.space_root': msg`Der Ordner eines Bereichs lässt sich nicht verschieben, ersetzen oder löschen.`,
  'files.quota_exceeded': msg`Der Speicherplatz dieses Bereichs reicht nicht aus.`,
  'files.locked': msg`Die Datei ist gesperrt, weil gerade jemand daran arbeitet.`,
  'sharing.ends_too_late': msg`So lange darf eine Freigabe nach den Regeln der Organisation nicht gelten.`,
  'sharing.ends_in_past': msg`Das Ende liegt in der Vergangenheit.`,
  'sharing.message_invalid': msg`Eine Nachricht hat höchstens 2.000 Zeichen.`,
  'files.node_not_found': msg`Das gibt es nicht mehr, oder Sie haben keinen Zugriff mehr darauf.`,
};
