import { requireChange } from '@landescloud/files';
import { isDomainError, type Actor } from '@landescloud/kernel';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { invalidTag, tagNotFound, tooManyTags } from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { personOf, seenNode } from '../seen-node.ts';
import { nodesWithTag, putTag, suggestTags, tagsOf, takeTag, type TagRow } from './tag-store.ts';

/**
 * Words that people put on files and folders of a space, together. Reading takes what seeing the node takes, changing
 * what changing it takes.
 */
export interface Tags {
  of(actor: Actor, nodeId: number): Promise<TagRow[]>;
  /** Invalid `collaboration.invalid_tag`, LimitExceeded `collaboration.too_many_tags`. */
  put(actor: Actor, nodeId: number, name: string): Promise<TagRow>;
  /** NotFound `collaboration.tag_not_found`. */
  take(actor: Actor, nodeId: number, tagId: number): Promise<void>;
  /** Used in the actor's spaces, the usual ones first. */
  suggest(actor: Actor, text: string): Promise<TagRow[]>;
  /** What has the tag in the actor's spaces, newest use first. */
  nodes(actor: Actor, name: string): Promise<TaggedNode[]>;
}

export interface TaggedNode {
  readonly id: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly mime: string;
  /** Below the person's root, without its own name. */
  readonly path: string[];
}

const longest = 60;
const mostOfNode = 30;
const mostSuggested = 20;
const mostNodes = 200;

export function createTags(deps: CollaborationDeps): Tags {
  const { db, events, clock, files } = deps;

  async function spacesOf(actor: Actor): Promise<number[]> {
    return (await files.spaces.list(personOf(actor))).map(({ id }) => id);
  }

  async function change(actor: Actor, nodeId: number) {
    const person = personOf(actor);
    const node = await seenNode(deps, actor, nodeId);
    requireChange(node);
    const place = await files.grants.place(nodeId);
    return { person, node, organisationId: place?.organisationId ?? null };
  }

  return {
    async of(actor, nodeId) {
      await seenNode(deps, actor, nodeId);
      return (await tagsOf(db, [nodeId])).map(({ id, name }) => ({ id, name }));
    },

    async put(actor, nodeId, given) {
      const { person, node, organisationId } = await change(actor, nodeId);
      const name = given.normalize('NFC').trim();
      if (name === '' || name.length > longest || /[\u0000-\u001f\u007f\u2028\u2029]/.test(name)) throw invalidTag();
      return db.transaction(async (tx) => {
        const had = await tagsOf(tx, [nodeId]);
        const there = had.find((tag) => folded(tag.name) === folded(name));
        if (there !== undefined) return { id: there.id, name: there.name };
        if (had.length >= mostOfNode) throw tooManyTags();
        const { spaceId } = node;
        const at = clock.now();
        const tag = await putTag(tx, { spaceId, nodeId, personId: person.personId, name, folded: folded(name), at });
        await events.record(tx, [
          eventOf(person, 'collaboration.tagged', { nodeId, organisationId, at, data: { tag: tag.name } }),
        ]);
        return tag;
      });
    },

    async take(actor, nodeId, tagId) {
      const { person, organisationId } = await change(actor, nodeId);
      await db.transaction(async (tx) => {
        const tag = (await tagsOf(tx, [nodeId])).find(({ id }) => id === tagId);
        if (tag === undefined || !(await takeTag(tx, nodeId, tagId))) throw tagNotFound();
        const at = clock.now();
        await events.record(tx, [
          eventOf(person, 'collaboration.untagged', { nodeId, organisationId, at, data: { tag: tag.name } }),
        ]);
      });
    },

    async suggest(actor, text) {
      return suggestTags(db, await spacesOf(actor), folded(text), mostSuggested);
    },

    async nodes(actor, name) {
      const ids = await nodesWithTag(db, folded(name), await spacesOf(actor), mostNodes);
      const found: TaggedNode[] = [];
      for (const id of ids) {
        try {
          const { name: called, kind, mime } = await files.nodes.get(actor, { id });
          const path = (await files.nodes.pathOf(actor, id)).slice(0, -1);
          found.push({ id, name: called, kind, mime, path });
        } catch (error) {
          // in the trash, say
          if (!isDomainError(error, 'NotFound')) throw error;
        }
      }
      return found;
    },
  };
}

function folded(text: string): string {
  return text.normalize('NFC').trim().toLocaleLowerCase('de');
}
