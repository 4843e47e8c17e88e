import type { Database, Queryable } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { handedOverName } from './handed-over-name.ts';
import { mountNameFor } from './mount-name.ts';

interface Named {
  readonly id: number;
  readonly kind: 'personal' | 'project';
  readonly name: string;
  readonly rootId: number;
}

/**
 * Somebody was erased (`directory.person_erased`): their name goes from what is called after them, and what was only
 * theirs goes. Files stay: they are the organisation's, and so are the names that people gave them.
 */
export function erasePerson(context: FilesContext, directory: FilesDirectory, announcePerson: (id: number) => void) {
  const { db } = context;
  return async ({ subject }: Pick<StoredEvent, 'subject'>): Promise<void> => {
    const personId = Number(subject.replace('person:', ''));
    const person = await directory.byId(personId);
    if (person === null) return;
    await forgetOwn(db, personId);
    const spaces = await db.query<Named>(
      `select id, kind, name, root_id as "rootId" from files.space where (owner_id = $1 and kind = 'personal') or handed_over_from = $1`,
      [personId],
    );
    for (const space of spaces) {
      const name = space.kind === 'personal' ? person.name : handedOverName(person.name);
      await rename(context, space, name, announcePerson);
    }
  };
}

/** Uploads in work are swept with the next round, and what they brought with them. */
async function forgetOwn(db: Database, personId: number): Promise<void> {
  await db.query(
    `with locks as (delete from files.lock where person_id = $1),
       favourites as (delete from files.favourite where person_id = $1)
     update files.upload set metadata = '{}', expires_at = least(expires_at, 0) where person_id = $1`,
    [personId],
  );
}

async function rename(context: FilesContext, space: Named, name: string, announcePerson: (id: number) => void) {
  const members = await context.db.query<{ person: number }>(
    `select grantee_id as person from files.node_grant
     where node_id = $1 and grantee_id > 0 and mount_name <> '' and starts_with(mount_name, $2)`,
    [space.rootId, space.name],
  );
  for (const { person } of members) {
    await renameMount(context.db, space.rootId, person, await mountNameFor(context, person, name));
    announcePerson(person);
  }
  await context.db.query('update files.space set name = $2 where id = $1', [space.id, name]);
}

async function renameMount(db: Queryable, nodeId: number, personId: number, name: string): Promise<void> {
  await db.query('update files.node_grant set mount_name = $3 where node_id = $1 and grantee_id = $2', [
    nodeId,
    personId,
    name,
  ]);
}
