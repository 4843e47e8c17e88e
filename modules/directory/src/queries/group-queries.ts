import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import type { Administration } from '../commands/administer.ts';
import { groupNotFound, notAllowed } from '../errors.ts';
import { foldWords } from '../fold-name.ts';
import type { GroupMember, GroupRecord } from '../group-reader.ts';
import { lockedGroup } from '../group-writer.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import { administers, administersPerson, organisationsHeld } from '../rights.ts';
import type { GroupView } from '../views.ts';

export interface GroupsQuery {
  /** Part of name or key. */
  readonly text?: string;
  readonly organisationKey?: string;
  /** Those that this person is in. */
  readonly memberLogin?: string;
  readonly offset?: number;
  readonly limit?: number;
}

export interface GroupQueries {
  list(actor: Actor, query?: GroupsQuery): Promise<{ total: number; items: GroupView[] }>;
  get(actor: Actor, key: string): Promise<GroupView>;
  members(
    actor: Actor,
    key: string,
    query?: Pick<GroupsQuery, 'text' | 'offset' | 'limit'>,
  ): Promise<{ total: number; items: GroupMember[] }>;
}

/** A group without an organisation belongs to the whole platform. */
export function administersGroup(actor: Actor, tree: OrganisationTree, group: Pick<GroupRecord, 'organisationId'>) {
  return group.organisationId === null
    ? isPlatformAdministrator(actor)
    : administers(actor, tree, group.organisationId);
}

export function viewGroup(actor: Actor, tree: OrganisationTree, group: GroupRecord): GroupView {
  const { key, name, organisationId, memberCount } = group;
  const organisationKey = organisationId === null ? null : (tree.byId(organisationId)?.key ?? null);
  return { key, name, organisationKey, memberCount, administered: administersGroup(actor, tree, group) };
}

/** For changing: NotFound `directory.group_not_found`, and Forbidden where the actor is only in it. */
export async function lockGroup(
  { groups }: CommandDeps,
  { tx, actor, tree }: Administration,
  key: string,
): Promise<GroupRecord> {
  const found = await groups.byKey(key, tx);
  if (found) await lockedGroup(tx, found.id);
  const group = found && (await groups.byKey(key, tx));
  if (group && administersGroup(actor, tree, group)) return group;
  const isIn = group && actor.kind === 'person' && (await groups.isMember(group.id, actor.personId));
  throw isIn === true ? notAllowed() : groupNotFound();
}

export function groupQueries({ trees, groups, people }: CommandDeps): GroupQueries {
  /** NotFound `directory.group_not_found`, also for groups that the actor neither is in nor administers. */
  async function known(actor: Actor, tree: OrganisationTree, key: string): Promise<GroupRecord> {
    const group = await groups.byKey(key);
    if (!group) throw groupNotFound();
    if (administersGroup(actor, tree, group)) return group;
    if (actor.kind !== 'person' || !(await groups.isMember(group.id, actor.personId))) throw groupNotFound();
    return group;
  }

  return {
    async list(actor, { text = '', organisationKey, memberLogin, offset = 0, limit = 100 } = {}) {
      const tree = await trees.current();
      const node = organisationKey === undefined ? undefined : tree.byKey(organisationKey);
      if (organisationKey !== undefined && !node) return { total: 0, items: [] };
      const member = memberLogin === undefined ? undefined : await people.byLogin(memberLogin);
      // Who is in what is told of whom one administers, and of oneself.
      const isTold = member && (administersPerson(actor, tree, member) || isSelf(actor, member.id));
      if (memberLogin !== undefined && isTold !== true) return { total: 0, items: [] };
      const found = await groups.list({
        text,
        administered: organisationsHeld(actor, tree, 'organisation-administrator'),
        personId: actor.kind === 'person' ? actor.personId : 0,
        offset,
        limit,
        ...(node ? { organisationIds: [node.id] } : {}),
        ...(member ? { memberId: member.id } : {}),
      });
      return { total: found.total, items: found.groups.map((group) => viewGroup(actor, tree, group)) };
    },

    async get(actor, key) {
      const tree = await trees.current();
      return viewGroup(actor, tree, await known(actor, tree, key));
    },

    async members(actor, key, { text = '', offset = 0, limit = 500 } = {}) {
      const group = await known(actor, await trees.current(), key);
      const words = foldWords(text);
      if (text.trim() !== '' && words.length === 0) return { total: 0, items: [] };
      const { total, members } = await groups.members(group.id, { words, offset, limit });
      return { total, items: members };
    },
  };
}

function isSelf(actor: Actor, personId: number): boolean {
  return actor.kind === 'person' && actor.personId === personId;
}
