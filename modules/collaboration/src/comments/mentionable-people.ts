import type { CollaborationDeps } from '../collaboration-deps.ts';
import { readersOf } from '../readers-of.ts';
import { personOf, seenNode } from '../seen-node.ts';
import type { Comments } from './comments-door.ts';

const most = 8;

/** People with a grant on the node or above: they see it, and the actor may know of them since both do. */
export function mentionablePeople(deps: CollaborationDeps): Comments['mentionable'] {
  const { people } = deps;
  return async (actor, nodeId, text) => {
    const { personId: self } = personOf(actor);
    await seenNode(deps, actor, nodeId);
    const ids = [...(await readersOf(deps, nodeId))].filter((id) => id !== self);
    const wanted = folded(text.replace(/^@/, ''));
    const known = [...(await people.byIds(ids)).values()].filter(
      ({ disabled, name, login }) =>
        !disabled && (` ${folded(name)}`.includes(` ${wanted}`) || login.startsWith(wanted)),
    );
    return known
      .sort((one, other) => one.name.localeCompare(other.name, 'de'))
      .slice(0, most)
      .map(({ login, name }) => ({ login, name }));
  };
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('de').trim();
}
