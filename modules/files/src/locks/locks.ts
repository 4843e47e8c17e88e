import { randomUUID } from 'node:crypto';
import { DomainError } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { type ActingPerson, has, MANAGE, requireChange, requirePerson } from '../access.ts';
import { assertSameSpace, spaceOfPlace } from '../commands/space-of.ts';
import type { FilesContext } from '../context.ts';
import { locked } from '../errors.ts';
import type { LockInput, Locks } from '../files.ts';
import { mimeOf } from '../mime.ts';
import { findDestination } from '../tree/destination.ts';
import { locate } from '../tree/locate.ts';
import type { SeenNode } from '../tree/node-row.ts';
import { insertFile } from '../tree/node-writer.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { type LockRow, lockView } from '../tree/viewer.ts';
import { guardLocks } from './lock-guard.ts';
import { walkUp } from '../tree/walk-sql.ts';

const MAX_SECONDS = 24 * 3600;
const MAX_LOCKS_A_PERSON = 1_000;
const LOCK_COLUMNS = 'token, node_id, kind, exclusive, deep, owner, person_id, created_at, expires_at';
const EMPTY_SHA256 = Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex');

const INSERT = statement(
  'files.insert_lock',
  `insert into files.lock (token, node_id, space_id, deep, exclusive, kind, owner, person_id, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${LOCK_COLUMNS}`,
);

/** Locks that a new one would meet: on the node, deep ones above, and below where the new one is deep. */
const MEETING = statement(
  'files.meeting_locks',
  `${walkUp('$1')}, below (token, id, parent_id) as (
     select l.token, n.id, n.parent_id from files.lock l join files.node n on n.id = l.node_id where $3 and l.space_id = $4
     union all
     select b.token, p.id, p.parent_id from below b join files.node p on p.id = b.parent_id
   )
   select l.token, l.exclusive, l.kind, l.person_id, l.node_id from files.lock l
   where l.expires_at > $2 and (l.node_id in (select id from up where depth = 0) or (l.deep and l.node_id in (select id from up))
     or l.token in (select token from below where id = $1))`,
);

const BINDING = statement(
  'files.binding_locks',
  `${walkUp('$1')}
   select ${LOCK_COLUMNS} from up join files.lock l on l.node_id = up.id
   where l.expires_at > $2 and (l.deep or up.depth = 0) order by l.created_at`,
);

const SWEEP = statement('files.sweep_locks', `delete from files.lock where space_id = $1 and expires_at <= $2`);
const COUNT = statement('files.count_locks', `select count(*)::bigint as count from files.lock where person_id = $1`);

export function createLocks(context: FilesContext): Locks {
  const { db, lanes, viewer, clock } = context;

  async function binding(person: ActingPerson, target: Parameters<Locks['list']>[1]): Promise<LockRow[]> {
    const { row } = await locate(db, person, target);
    return db.query<LockRow>(BINDING, [row.id, clock.now()]);
  }

  return {
    async lock(actor, input) {
      const person = requirePerson(actor);
      const spaceId = await spaceOfPlace(context, person, input.place);
      const done = await lanes.run(spaceId, async (write) => {
        const destination = await findDestination(write.reader, person, input.place);
        assertSameSpace(write, destination.space.spaceId);
        requireChange(destination.existing?.space ?? { rights: destination.folderRights });
        await write.reader.query(SWEEP, [write.space.id, write.now]);
        const { node, created } = await lockable(write, person, destination, input);
        await assertNoMeeting(write, node, person, input);
        const expiresAt = write.now + Math.min(Math.max(1, input.seconds), MAX_SECONDS) * 1000;
        const token = `urn:uuid:${randomUUID()}`;
        const { deep, exclusive, kind, owner } = input;
        const [row] = await write.write<LockRow>(INSERT, [
          token,
          node.row.id,
          write.space.id,
          deep,
          exclusive,
          kind,
          owner,
          person.personId,
          write.now,
          expiresAt,
        ]);
        return { row: row as LockRow, node: { ...node, maybeLocked: true }, created };
      });
      return { lock: await viewer.lock(done.row), created: done.created, node: await viewer.one(done.node) };
    },

    async refresh(actor, target, token, seconds) {
      const person = requirePerson(actor);
      const found = (await binding(person, target)).find(
        (lock) => lock.token === token && lock.person_id === person.personId,
      );
      if (found === undefined) throw lockNotFound();
      const expiresAt = clock.now() + Math.min(Math.max(1, seconds), MAX_SECONDS) * 1000;
      await db.query('update files.lock set expires_at = $2 where token = $1', [token, expiresAt]);
      return viewer.lock({ ...found, expires_at: expiresAt });
    },

    async unlock(actor, target, token) {
      const person = requirePerson(actor);
      const found = (await binding(person, target)).find((lock) => lock.token === token);
      if (found === undefined) throw lockNotFound();
      const { space } = await locate(db, person, target);
      if (found.person_id !== person.personId && !has(space.rights, MANAGE)) throw locked();
      await db.query('delete from files.lock where token = $1', [token]);
    },

    async list(actor, target) {
      const rows = await binding(requirePerson(actor), target);
      const people = await viewer.names(rows.map((row) => row.person_id));
      return rows.map((row) => lockView(row, people));
    },
  };
}

/** RFC 4918 section 7.3: locking an unmapped URL makes an empty file. */
async function lockable(
  write: SpaceWrite,
  person: ActingPerson,
  { existing, parentId, name, space }: Awaited<ReturnType<typeof findDestination>>,
  input: LockInput,
): Promise<{ node: SeenNode; created: boolean }> {
  const [counted] = await write.reader.query<{ count: number }>(COUNT, [person.personId]);
  if ((counted?.count ?? 0) >= MAX_LOCKS_A_PERSON) {
    throw new DomainError('LimitExceeded', 'files.too_many_locks', 'You hold too many locks.');
  }
  if (existing !== null) return { node: existing, created: false };
  await guardLocks(write, person, { nodeId: parentId, membership: false, below: false }, input.lockTokens);
  const content = { size: 0, sha256: EMPTY_SHA256, checksums: '', inline: Buffer.alloc(0), parts: [] };
  const fields = {
    mime: mimeOf(name),
    mtime: write.now,
    createdAt: null,
    personId: person.personId,
    release: 0 as const,
  };
  const row = await insertFile(write, { parentId, name }, content, fields);
  write.record(person, 'created', row);
  return { node: { row, space, favourite: false, maybeLocked: true }, created: true };
}

async function assertNoMeeting(
  write: SpaceWrite,
  node: SeenNode,
  person: ActingPerson,
  input: LockInput,
): Promise<void> {
  const met = await write.reader.query<{ exclusive: boolean; kind: string; person_id: number; node_id: number }>(
    MEETING,
    [node.row.id, write.now, input.deep, write.space.id],
  );
  const foreign = met.find((lock) => {
    if (lock.kind === 'user' && lock.person_id === person.personId) return input.kind === 'user';
    return lock.exclusive || input.exclusive;
  });
  if (foreign !== undefined) throw locked({ nodeId: foreign.node_id });
}

function lockNotFound(): DomainError {
  return new DomainError('Conflict', 'files.lock_token_mismatch', 'There is no such lock on it.');
}
