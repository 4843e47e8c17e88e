import { buffer } from 'node:stream/consumers';
import { DomainError } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { Visitor } from '../access.ts';
import type { NewContent } from '../tree/node-writer.ts';
import type { NodeRow } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { findStored } from '../contents/content-reader.ts';
import { readParts } from '../contents/read-parts.ts';
import { admitsKind, headBytes, kindOf } from './content-kind.ts';
import { enqueueChecks } from './check-contents-job.ts';
import { demandsCheck, isOutside, type ReleaseContext } from './release-context.ts';
import { insertCheck, insertChecksBelow } from './release-store.ts';

/** What the rules of the space's organisation make of an upload. */
export interface Admission {
  /** Whether the content has to wait. Forbidden `files.kind_forbidden` where it is nothing that may come in at all. */
  asks(write: SpaceWrite, actor: Visitor, content: NewContent): Promise<boolean>;
  /**
   * What comes from a space of another organisation, whole trees of it: what nobody asked about there is asked about here,
   * where the rules say so. Where it came from it stays as it is, unless it is found infected. Answers the node as it is then.
   */
  askBelow(write: SpaceWrite, actor: Visitor, row: NodeRow, fromSpaceId: number): Promise<NodeRow>;
  /** In the transaction that makes it the node's: it is remembered who sent it, and the scanner is sent for. */
  ask(write: SpaceWrite, actor: Visitor, row: NodeRow): Promise<void>;
}

export function createAdmission(context: ReleaseContext): Admission {
  const { directory, scanner } = context;
  return {
    async asks(write, actor, content) {
      const rules = await directory.releaseRules(write.space.organisationId);
      if (rules.kinds !== 'any' && (isOutside(actor) || rules.check === 'all')) {
        const kind = await kindOf(await headOf(context, write.reader, content));
        if (content.size > 0 && !admitsKind(rules.kinds, kind)) throw kindForbidden(kind);
      }
      return content.size > 0 && demandsCheck(rules, isOutside(actor), scanner.configured);
    },
    async askBelow(write, actor, row, fromSpaceId) {
      if (fromSpaceId === write.space.id) return row;
      const rules = await directory.releaseRules(write.space.organisationId);
      if (!demandsCheck(rules, isOutside(actor), scanner.configured)) return row;
      if ((await organisationOf(write.reader, fromSpaceId)) === write.space.organisationId) return row;
      const asked = await insertChecksBelow(write, row.id, senderOf(actor));
      if (asked.size > 0) await enqueueChecks(context, write.reader);
      return { ...row, release: asked.get(row.id) ?? row.release };
    },
    async ask(write, actor, row) {
      if (row.contentId === null) return;
      await insertCheck(write, { contentId: row.contentId, nodeId: row.id, ...senderOf(actor) });
      await enqueueChecks(context, write.reader);
    },
  };
}

function senderOf(actor: Visitor) {
  return {
    outside: isOutside(actor),
    senderId: actor.kind === 'person' ? actor.personId : null,
    // an account's name is read where it stands, and ends with the person
    senderName: actor.kind === 'link' ? actor.name : '',
    makerId: actor.kind === 'link' ? actor.makerId : null,
  };
}

async function organisationOf(db: Queryable, spaceId: number): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>('select organisation_id as id from files.space where id = $1', [
    spaceId,
  ]);
  return row?.id;
}

/** The beginning of a content that is durable already. */
async function headOf({ blobs }: ReleaseContext, db: Queryable, content: NewContent): Promise<Buffer> {
  const { inline, existingId } = content;
  if (inline !== null) return inline;
  const parts = existingId === undefined ? content.parts : ((await findStored(db, existingId))?.parts ?? []);
  return buffer(readParts(blobs, parts, 0, headBytes - 1));
}

function kindForbidden(kind: string): DomainError {
  const text = 'The rules of the organisation do not let files of this kind in.';
  return new DomainError('Forbidden', 'files.kind_forbidden', text, { kind });
}
