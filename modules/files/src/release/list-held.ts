import { statement } from '@landescloud/platform/database';
import { requireAdministered } from './administered-check.ts';
import type { ReleaseContext } from './release-context.ts';
import { releaseCodes } from './release-state.ts';
import type { HeldView, Releases } from './releases-door.ts';

const HELD = statement(
  'files.release_held',
  `select r.content_id as "contentId", n.id as "nodeId", n.name, n.space, c.size, r.state, r.finding,
     r.sender_id as "senderId", r.sender_name as "senderName", r.asked_at as "uploadedAt", r.decided_at as "decidedAt",
     count(*) over () as total
   from files.release_check r
   join files.content c on c.id = r.content_id
   join lateral (
     select n.id, n.name, s.name as space from files.node n join files.space s on s.id = n.space_id
     where (n.id = r.node_id or n.content_id = r.content_id) and s.organisation_id = r.organisation_id
     order by n.id <> r.node_id, n.id limit 1
   ) n on true
   where r.organisation_id = $1 and r.state in (3, 5)
   order by r.asked_at desc, r.content_id desc offset $2 limit $3`,
);

const WAITING = statement(
  'files.release_waiting',
  `select count(*) as count, min(asked_at) as since from files.release_check where organisation_id = $1 and state = 1`,
);

interface Row extends Omit<HeldView, 'state' | 'sender'> {
  readonly state: number;
  readonly senderId: number | null;
  readonly total: number;
}

export function listHeld(context: ReleaseContext): Releases['held'] {
  const { db, directory, scanner } = context;
  return async (actor, key, { offset, limit }) => {
    const organisationId = await requireAdministered(context, actor, key);
    const [rows, [waiting], { trouble }] = await Promise.all([
      db.query<Row>(HELD, [organisationId, offset, limit]),
      db.query<{ count: number; since: number | null }>(WAITING, [organisationId]),
      scanner.health(),
    ]);
    const people = await directory.byIds(rows.flatMap(({ senderId }) => senderId ?? []));
    const items = rows.map(({ state, senderId, total: _total, ...row }): HeldView => {
      const sender = senderId === null ? undefined : people.get(senderId);
      return {
        ...row,
        state: state === releaseCodes.infected ? 'infected' : 'withheld',
        sender: sender === undefined ? null : { login: sender.login, name: sender.name },
        senderName: senderId === null ? row.senderName : '',
      };
    });
    return {
      total: rows[0]?.total ?? 0,
      items,
      waiting: { count: waiting?.count ?? 0, since: waiting?.since ?? null, trouble },
    };
  };
}
