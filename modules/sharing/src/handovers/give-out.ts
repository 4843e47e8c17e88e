import { isDomainError, type PersonActor } from '@landescloud/kernel';
import type { Handovers, RecordedHandover } from './handovers.ts';

/** Notes that something was given out, where there is something; nothing, or too much for one hand-over, is given out all the same. */
export async function giveOut(
  { record }: Pick<Handovers, 'record'>,
  actor: PersonActor,
  input: RecordedHandover,
): Promise<void> {
  await record(actor, input).catch((error: unknown) => {
    if (!isDomainError(error, 'Conflict') && !isDomainError(error, 'LimitExceeded')) throw error;
  });
}
