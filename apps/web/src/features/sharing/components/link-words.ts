import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { PublicLink } from '../api/links.ts';

export type LinkKind = PublicLink['kind'];

export const linkKindWords: Readonly<
  Record<LinkKind, { readonly label: MessageDescriptor; readonly text: MessageDescriptor }>
> = {
  viewer: { label: msg`Ansehen`, text: msg`Lesen und herunterladen` },
  editor: { label: msg`Mitarbeiten`, text: msg`Auch hochladen, umbenennen und löschen` },
  uploader: { label: msg`Dateien einsammeln`, text: msg`Nur abgeben: niemand sieht, was andere geschickt haben` },
};

export const linkErrors: Record<string, MessageDescriptor> = {
  'sharing.link_not_found': msg`Diesen Link gibt es nicht mehr.`,
  'sharing.links_not_allowed': msg`Die Regeln der Organisation erlauben keine öffentlichen Links.`,
  'sharing.link_needs_password': msg`Die Regeln der Organisation verlangen ein Passwort, oder Empfänger mit Code.`,
  'sharing.link_too_long': msg`So lange darf ein Link nach den Regeln der Organisation nicht gelten.`,
  'sharing.link_kind_wrong': msg`Eine einzelne Datei lässt sich nur ansehen und herunterladen.`,
  'sharing.link_invalid': msg`Eine Angabe ist nicht möglich. Ein Passwort hat mindestens acht Zeichen; das Ende liegt in der Zukunft.`,
  'sharing.too_many_links': msg`Es gibt schon zu viele Links. Ziehen Sie einen zurück, den niemand mehr braucht.`,
  'sharing.not_allowed': msg`Sie dürfen das nicht oder nicht so weit freigeben.`,
};
