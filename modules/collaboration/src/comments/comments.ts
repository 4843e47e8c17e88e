import { requireComment, requireManage, type NodeView } from '@landescloud/files';
import { isDomainError, type Actor, type PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { commentNotFound, invalidComment, notYourComment } from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { readersOf } from '../readers-of.ts';
import { personOf, seenNode } from '../seen-node.ts';
import {
  addComment,
  countComments,
  editComment,
  findComment,
  markCommentsRead,
  pageOfComments,
  removeComment,
  type CommentRow,
} from './comment-store.ts';
import type { Comments, CommentView } from './comments-door.ts';
import { mentionablePeople } from './mentionable-people.ts';
import { loginsIn, withIds, withLogins } from './mention-text.ts';
import { tellOfComment } from './tell-of-comment.ts';

const longest = 4_000;
const mostMentions = 50;

export function createComments(deps: CollaborationDeps): Comments {
  const { db, events, clock, files, people } = deps;
  const tell = tellOfComment(deps);

  async function view(actor: PersonActor, rows: readonly CommentRow[], isManager: boolean): Promise<CommentView[]> {
    const known = await people.byIds(
      rows.flatMap(({ personId, mentions }) => [...(personId === null ? [] : [personId]), ...mentions]),
    );
    return rows.map(({ personId, mentions, text, ...row }) => {
      const meant = mentions.flatMap((id) => known.get(id) ?? []);
      const by = personId === null ? undefined : known.get(personId);
      const isOwn = personId === actor.personId;
      return {
        ...row,
        person: by === undefined ? null : { login: by.login, name: by.name },
        text: withLogins(text, new Map(meant.map(({ id, login }) => [id, login]))),
        mentions: meant.map(({ login, name }) => ({ login, name })),
        isOwn,
        mayRemove: isOwn || isManager,
      };
    });
  }

  async function one(actor: PersonActor, row: CommentRow, node: NodeView): Promise<CommentView> {
    const [shown] = await view(actor, [row], manages(node));
    return shown as CommentView;
  }

  /** A comment on something that one may not see looks like none. */
  async function located(actor: Actor, id: number): Promise<{ row: CommentRow; node: NodeView }> {
    const row = Number.isSafeInteger(id) ? await findComment(db, id) : undefined;
    if (row === undefined) throw commentNotFound();
    try {
      return { row, node: await seenNode(deps, actor, row.nodeId) };
    } catch (error) {
      throw isDomainError(error, 'NotFound') || isDomainError(error, 'Forbidden') ? commentNotFound() : error;
    }
  }

  /** Whom the text means, of those who may read the node. */
  async function mentioned(text: string, nodeId: number): Promise<{ kept: string; ids: number[] }> {
    const ids = new Map<string, number>();
    const readers = await readersOf(deps, nodeId);
    for (const login of loginsIn(text).slice(0, mostMentions)) {
      const person = await people.byLogin(login);
      if (person !== undefined && !person.disabled && readers.has(person.id)) ids.set(login, person.id);
    }
    return { kept: withIds(text, ids), ids: [...ids.values()] };
  }

  async function record(tx: Transaction, actor: PersonActor, type: string, row: CommentRow, data = {}): Promise<void> {
    const place = await files.grants.place(row.nodeId);
    const about = { nodeId: row.nodeId, organisationId: place?.organisationId ?? null, at: clock.now() };
    await events.record(tx, [eventOf(actor, type, { ...about, data: { commentId: row.id, ...data } })]);
  }

  return {
    async list(actor, nodeId, { before = Number.MAX_SAFE_INTEGER, limit }) {
      const person = personOf(actor);
      const node = await seenNode(deps, actor, nodeId);
      const rows = await pageOfComments(db, nodeId, before, limit + 1);
      const [count] = await countComments(db, person.personId, [nodeId]);
      return {
        total: count?.total ?? 0,
        unread: count?.unread ?? 0,
        mayComment: allowed(() => requireComment(node)),
        more: rows.length > limit,
        items: await view(person, rows.slice(0, limit), manages(node)),
      };
    },

    async add(actor, nodeId, given) {
      const person = personOf(actor);
      const node = await seenNode(deps, actor, nodeId);
      requireComment(node);
      const { kept, ids } = await mentioned(checked(given), nodeId);
      const row = await db.transaction(async (tx) => {
        const { personId } = person;
        const added = await addComment(tx, { nodeId, personId, text: kept, mentions: ids, createdAt: clock.now() });
        await markCommentsRead(tx, personId, nodeId);
        await tell(tx, { person, node, comment: added, mentioned: ids, isNew: true });
        await record(tx, person, 'collaboration.commented', added);
        return added;
      });
      return one(person, row, node);
    },

    async edit(actor, id, given) {
      const person = personOf(actor);
      const { row, node } = await located(actor, id);
      if (row.personId !== person.personId) throw notYourComment();
      requireComment(node);
      const { kept, ids } = await mentioned(checked(given), row.nodeId);
      const edited = await db.transaction(async (tx) => {
        const changed = await editComment(tx, { id, text: kept, mentions: ids, at: clock.now() });
        if (changed === undefined) throw commentNotFound();
        const fresh = ids.filter((personId) => !row.mentions.includes(personId));
        await tell(tx, { person, node, comment: changed, mentioned: fresh, isNew: false });
        await record(tx, person, 'collaboration.comment_edited', changed);
        return changed;
      });
      return one(person, edited, node);
    },

    async remove(actor, id) {
      const person = personOf(actor);
      const { row, node } = await located(actor, id);
      const isOwn = row.personId === person.personId;
      if (!isOwn) requireManage(node);
      await db.transaction(async (tx) => {
        if (!(await removeComment(tx, id))) throw commentNotFound();
        await record(tx, person, 'collaboration.comment_removed', row, isOwn ? {} : { writtenBy: row.personId });
      });
    },

    async markRead(actor, nodeId) {
      await seenNode(deps, actor, nodeId);
      await markCommentsRead(db, personOf(actor).personId, nodeId);
    },

    async get(actor, id) {
      const { row, node } = await located(actor, id);
      return one(personOf(actor), row, node);
    },

    async counts(personId, nodeIds) {
      const rows = await countComments(db, personId, nodeIds);
      return new Map(rows.map(({ nodeId, total, unread }) => [nodeId, { total, unread }]));
    },

    mentionable: mentionablePeople(deps),
  };
}

function checked(given: string): string {
  const text = given.trim();
  if (text === '' || text.length > longest || text.includes('\0')) throw invalidComment();
  return text;
}

function allowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

const manages = (node: NodeView): boolean => allowed(() => requireManage(node));
