import type { Actor } from '@landescloud/kernel';
import { hashSecret } from '../../links/link-token.ts';
import { handoverNotFound } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import {
  findHandover,
  findHandoverByToken,
  handoverFiles,
  pageOfHandovers,
  type HandoverRow,
  type HandoverWhose,
} from '../handover-reader.ts';
import type { HandoverDetails, HandoverPage, HandoverQuery, HandoverView } from '../handover-view.ts';

export interface HandoverQueries {
  list(actor: Actor, query: HandoverQuery): Promise<HandoverPage>;
  get(actor: Actor, id: number): Promise<HandoverDetails>;
  public(token: string): Promise<HandoverDetails>;
}

export function handoverQueries({ db, directory, files }: HandoverDeps): HandoverQueries {
  async function administers(actor: Actor, organisationId: number): Promise<boolean> {
    const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
    return held === null || held.includes(organisationId);
  }

  async function details(row: HandoverRow, mayWithdraw: boolean): Promise<HandoverDetails> {
    const { message, remindDays } = row;
    return { ...view(row), message, remindDays, mayWithdraw, files: await handoverFiles(db, row.id) };
  }

  async function whose(actor: Actor, { scope, nodeId }: HandoverQuery): Promise<HandoverWhose> {
    if (nodeId !== undefined) {
      // whoever only reads there has no business with who else did what
      const { role } = await files.nodes.get(actor, { id: nodeId });
      if (role !== 'editor' && role !== 'manager') throw handoverNotFound();
      return { nodeId };
    }
    if (scope !== 'organisation' && actor.kind === 'person') return { personId: actor.personId };
    return { organisationIds: await directory.rights.organisationsHeld(actor, 'organisation-administrator') };
  }

  return {
    async list(actor, query) {
      const { total, items } = await pageOfHandovers(db, await whose(actor, query), query);
      return { total, items: items.map(view) };
    },
    async get(actor, id) {
      const row = Number.isSafeInteger(id) ? await findHandover(db, id) : undefined;
      if (row === undefined) throw handoverNotFound();
      const personId = actor.kind === 'person' ? actor.personId : null;
      const answers = personId !== null && (row.ownerId === personId || row.senderId === personId);
      const receives = personId !== null && row.state !== 'open' && row.recipientIds.includes(personId);
      if (!answers && !receives && !(await administers(actor, row.organisationId))) throw handoverNotFound();
      return details(row, row.state !== 'withdrawn' && personId !== null && mayWithdraw(row, personId));
    },
    async public(token) {
      const row = await findHandoverByToken(db, hashSecret(token));
      if (row === undefined) throw handoverNotFound();
      return details(row, false);
    },
  };
}

/** What has arrived is the recipient's: a sender cannot take it back, an owner may give up what was never finished. */
function mayWithdraw({ direction, ownerId, senderId, state }: HandoverRow, personId: number): boolean {
  return direction === 'out' ? senderId === personId : state === 'open' && ownerId === personId;
}

function view(row: HandoverRow): HandoverView {
  const { id, number, direction, state, way, node, title, organisation, owner, sender, recipients } = row;
  const { openedAt, deliveredAt, withdrawnAt, firstFetchedAt, sumsAt, fileCount, size, fetchedCount } = row;
  const times = { openedAt, deliveredAt, withdrawnAt, firstFetchedAt, sumsAt };
  const what = { id, number, direction, state, way, node, title, organisation, owner, sender, recipients };
  return { ...what, ...times, fileCount, size, fetchedCount };
}
