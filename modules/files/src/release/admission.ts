import type { Visitor } from '../access.ts';
import type { NewContent } from '../tree/node-writer.ts';
import type { NodeRow } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { enqueueChecks } from './check-contents-job.ts';
import { demandsCheck, isOutside, type ReleaseContext } from './release-context.ts';
import { insertCheck } from './release-store.ts';

/** What the rules of the space's organisation make of an upload. */
export interface Admission {
  /** Whether the content has to wait. */
  asks(write: SpaceWrite, actor: Visitor, content: NewContent): Promise<boolean>;
  /** In the transaction that makes it the node's: it is remembered who sent it, and the scanner is sent for. */
  ask(write: SpaceWrite, actor: Visitor, row: NodeRow): Promise<void>;
}

export function createAdmission(context: ReleaseContext): Admission {
  const { directory, scanner } = context;
  return {
    async asks(write, actor, content) {
      const rules = await directory.releaseRules(write.space.organisationId);
      return content.size > 0 && demandsCheck(rules, isOutside(actor), scanner.configured);
    },
    async ask(write, actor, row) {
      if (row.contentId === null) return;
      await insertCheck(write, {
        contentId: row.contentId,
        nodeId: row.id,
        outside: isOutside(actor),
        senderId: actor.kind === 'person' ? actor.personId : null,
        senderName: actor.name,
        makerId: actor.kind === 'link' ? actor.makerId : null,
      });
      await enqueueChecks(context, write.reader);
    },
  };
}
