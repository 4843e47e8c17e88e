import type { PersonActor } from '@landescloud/kernel';
import { addressPath, type ShareChange } from '@landescloud/platform/dav';
import type { GranteeKind } from '../books/share-store.ts';
import type { Contacts } from '../contacts.ts';
import { granteeNotFound } from '../errors.ts';

/** Sharing as Nextcloud's and Apple's clients ask for it: a principal's address, or `principal:principals/users/bernd`. */
export async function shareByHref(
  { books }: Contacts,
  actor: PersonActor,
  uri: string,
  changes: readonly ShareChange[],
): Promise<void> {
  const wanted = changes.map(({ href, access }) => ({ grantee: granteeOf(href), access }));
  for (const { grantee, access } of wanted) {
    await books.share(actor, uri, grantee, access === null ? null : access === 'read' ? 'viewer' : 'editor');
  }
}

function granteeOf(href: string): { kind: GranteeKind; key: string } {
  const path = href.startsWith('principal:') ? href.slice('principal:'.length).split('/') : segmentsOf(href);
  const at = path.lastIndexOf('principals');
  const [folder, key] = at === -1 ? [] : [path[at + 1], path[at + 2]];
  if (key === undefined || key === '') throw granteeNotFound();
  if (folder === 'users') return { kind: 'person', key: key.toLowerCase() };
  if (folder === 'groups') return { kind: 'group', key };
  throw granteeNotFound();
}

function segmentsOf(href: string): readonly string[] {
  return href.startsWith('mailto:') ? [] : addressPath(href, 'The address of who it is shared with');
}
