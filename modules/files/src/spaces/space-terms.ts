import type { Actor } from '@landescloud/kernel';
import type { SpaceRules } from '../directory-port.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { personNotFound, spaceEndInvalid, spacePurposeMissing, sponsorUnfit } from '../errors.ts';
import type { SpaceKind } from '../views.ts';

const DAY = 24 * 3_600_000;

/** The latest end that may be chosen now; null: any. The last day counts whole. */
export function latestEnd(kind: SpaceKind, rules: SpaceRules, now: number): number | null {
  return kind === 'exchange' ? now + (rules.exchangeLongestDays + 1) * DAY : null;
}

/** Throws Invalid `files.space_end_invalid`. */
export function checkedEnd(kind: SpaceKind, endsAt: number | null, rules: SpaceRules, now: number): number | null {
  const latest = latestEnd(kind, rules, now);
  if (endsAt === null) {
    if (kind === 'exchange') throw spaceEndInvalid(latest);
    return null;
  }
  if (!Number.isSafeInteger(endsAt) || endsAt <= now || (latest !== null && endsAt > latest)) {
    throw spaceEndInvalid(latest);
  }
  return endsAt;
}

/** Throws Invalid `files.space_purpose_missing`. */
export function checkedPurpose(kind: SpaceKind, purpose: string): string {
  const text = purpose.trim().replaceAll(/[^\P{Cc}\n]/gu, ' ');
  if (kind === 'exchange' && text === '') throw spacePurposeMissing();
  return text;
}

/** Conflict `files.sponsor_unfit`: who answers for a space is a member of its organisation. */
export async function checkedSponsor(
  directory: FilesDirectory,
  actor: Actor,
  organisationId: number,
  login: string,
): Promise<number> {
  const person = await directory.byLogin(login);
  if (person === null) throw personNotFound();
  const own = actor.kind === 'person' && actor.personId === person.personId;
  if (!own && !(await directory.finds(actor, login))) throw personNotFound();
  if (person.guest || person.organisationId !== organisationId) throw sponsorUnfit();
  return person.personId;
}

/** When a space that has ended is deleted. */
export function deletionOf(kind: SpaceKind, closedAt: number, rules: SpaceRules): number {
  return closedAt + (kind === 'exchange' ? rules.exchangeKeptDays : rules.projectKeptDays) * DAY;
}
