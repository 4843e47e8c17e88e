import { DomainError } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { acting, requireRead } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { isFile } from '../errors.ts';
import type { ChangeList, Nodes } from '../files.ts';
import { isPersonRoot, locate } from '../tree/locate.ts';
import { childLine, childNodes, type SeenNode } from '../tree/node-row.ts';
import { readPersonRoot, rootView } from './person-root.ts';

const CHANGED = statement(
  'files.changed',
  `select ${childLine('$4', '$6')} from files.node n where n.parent_id = $1 and n.change > $2 and n.change <= $5 order by n.change limit $3`,
);

/** A name that ended and has come again is not gone. */
const GONE = statement(
  'files.gone',
  `select t.name, bool_or(t.is_folder) as is_folder, max(t.change) as change from files.tombstone t
   where t.parent_id = $1 and t.change > $2 and t.change <= $4
     and not exists (select 1 from files.node n where n.parent_id = $1 and n.name = t.name)
   group by t.name order by 3 limit $3`,
);

const COUNTERS = statement('files.counters', `select change, oldest_token from files.space where id = $1`);

interface Counters {
  readonly change: number;
  readonly oldest_token: number;
}

interface Gone {
  readonly name: string;
  readonly is_folder: boolean;
  readonly change: number;
}

/** What a token remembers: the space's counter, and in the person's root each project's state. */
interface Token {
  readonly space: number;
  readonly change: number;
  readonly projects?: Readonly<Record<string, readonly [etagNo: number, name: string]>>;
}

export function listChanges(context: FilesContext): Nodes['changes'] {
  const { db, viewer } = context;

  return async (actor, target, token, limit): Promise<ChangeList> => {
    const who = acting(actor);
    const isRoot = who.kind === 'person' && 'path' in target && target.path.length === 0;
    // Before everything else: what changes meanwhile is told again by the next etag.
    const asked = isRoot ? await rootView(context, who.granteeId) : null;
    const folder = await locate(db, who, target);
    if (!folder.row.isFolder) throw isFile();
    requireRead(folder.space);
    const root = asked ?? (isPersonRoot(folder) ? await rootView(context, who.granteeId) : null);
    const since = token === null ? null : parseToken(token, folder.row.spaceId);

    // One snapshot: a change that commits between these reads would otherwise be counted but not listed.
    const { counters, changed, gone, end } = await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      const [counters = { change: 0, oldest_token: 0 }] = await tx.query<Counters>(COUNTERS, [folder.row.spaceId]);
      const after = since?.change ?? -1;
      const read = async (until: number, atMost: number | null): Promise<{ changed: SeenNode[]; gone: Gone[] }> => ({
        changed: childNodes(
          await tx.arrays(CHANGED, [folder.row.id, after, atMost, who.granteeId, until, folder.row.spaceId]),
          folder,
        ),
        gone: since === null ? [] : await tx.query<Gone>(GONE, [folder.row.id, after, atMost, until]),
      });
      const first = await read(counters.change, limit + 1);
      if (first.changed.length <= limit && first.gone.length <= limit)
        return { ...first, counters, end: counters.change };
      // Several entries may share a change number: a page ends only where a number does.
      const end = Math.min(
        first.changed[limit - 1]?.row.change ?? counters.change,
        first.gone[limit - 1]?.change ?? counters.change,
      );
      return { ...(await read(end, null)), counters, end };
    });
    if (since !== null && since.change < counters.oldest_token) throw tokenInvalid();
    const truncated = end < counters.change;
    const ended = gone.map((entry) => ({ name: entry.name, isFolder: entry.is_folder }));
    const projects = root === null ? [] : (await readPersonRoot(context, who.granteeId)).projects;
    const states = Object.fromEntries(
      projects.map(({ row, space }) => [row.id, [row.etagNo, space.mountName] as const]),
    );
    const moved = projects.filter(({ row, space }) => {
      const before = since?.projects?.[row.id];
      return before?.[0] !== row.etagNo || before[1] !== space.mountName;
    });
    const left = Object.entries(since?.projects ?? {}).filter(([id, [, name]]) => states[id]?.[1] !== name);

    return {
      folder: root ?? (await viewer.one(folder)),
      changed: await viewer.all([...moved, ...changed]),
      gone: [...left.map(([, [, name]]) => ({ name, isFolder: true })), ...ended],
      token: formatToken({
        space: folder.row.spaceId,
        change: end,
        ...(projects.length > 0 ? { projects: states } : {}),
      }),
      truncated,
    };
  };
}

export function formatToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function parseToken(text: string, spaceId: number): Token {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Token> | null;
    if (token?.space === spaceId && Number.isSafeInteger(token.change)) return token as Token;
  } catch {
    // Not one of ours.
  }
  throw tokenInvalid();
}

function tokenInvalid(): DomainError {
  return new DomainError(
    'PreconditionFailed',
    'files.sync_token_invalid',
    'This sync token is not known any more; start anew.',
  );
}
