import { csvLine } from '@landescloud/platform/http';
import type { GuestView } from './guest-view.ts';

const head = ['login', 'name', 'address', 'organisation', 'sponsor', 'reason', 'state', 'invited', 'accepted', 'ends'];

/** Lines as in RFC 4180, for Excel in UTF-8. */
export function guestCsv(guests: readonly GuestView[]): string {
  const rows = guests.map((guest) => [
    guest.login,
    guest.name,
    guest.address,
    guest.organisation.name,
    guest.sponsor?.name ?? '',
    guest.reason,
    guest.state,
    isoDay(guest.invitedAt),
    guest.acceptedAt === null ? '' : isoDay(guest.acceptedAt),
    isoDay(guest.endedAt ?? guest.endsAt),
  ]);
  return `\ufeff${[head, ...rows].map((row) => csvLine(row)).join('')}`;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
