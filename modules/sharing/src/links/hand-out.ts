import type { PersonActor } from '@landescloud/kernel';
import { giveOut } from '../handovers/give-out.ts';
import type { LinksDeps } from './link-deps.ts';
import { granteeOf } from './link-record.ts';

interface GivenOut {
  readonly id: number;
  readonly nodeId: number;
  readonly name: string;
  readonly message: string;
  readonly recipients: readonly string[];
}

/** What a link gives out is handed over as it is now: who fetches it is noted there. Nothing, or too much for one, is not. */
export async function handOut(
  { handovers, rule }: Pick<LinksDeps, 'handovers' | 'rule'>,
  actor: PersonActor,
  { id, nodeId, name, message, recipients }: GivenOut,
): Promise<void> {
  const granteeId = granteeOf({ id });
  const about = { way: 'link', nodeId, message, granteeId, ...(name === '' ? {} : { title: name }) } as const;
  const to = recipients.map((address) => ({ address, granteeId }));
  // an address that nobody was sent may as well never be used
  const remindDays = to.length === 0 ? null : await rule(actor.organisationId, 'handovers.remind_days');
  await giveOut(handovers, actor, { ...about, remindDays, recipients: to });
}
