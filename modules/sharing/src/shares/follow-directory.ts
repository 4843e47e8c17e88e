import { statement } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import { systemActor } from '@landescloud/kernel';
import type { ShareDeps } from './share-deps.ts';
import type { EndShares } from './end-shares.ts';
import type { Grants } from './grants.ts';

const actor = systemActor('sharing');

/** Nodes that these people may have by a group or organisation that they came to or left, or by name. */
const NODES_OF_PEOPLE = statement(
  'sharing.nodes_of_people',
  `select distinct s.node_id as "nodeId", w.person_id as "personId" from (
     select person_id, null::bigint as group_id, null::bigint as organisation_id from unnest($1::bigint[]) as person_id
     union all select m.person_id, m.group_id, null from directory.group_member m where m.person_id = any ($1)
     union all select p.id, null, p.organisation_id from directory.person p where p.id = any ($1)
     union all select c.person_id, c.group_id, null from unnest($2::bigint[], $3::bigint[]) as c(person_id, group_id)
     union all select c.person_id, null, c.organisation_id from unnest($4::bigint[], $5::bigint[]) as c(person_id, organisation_id)
   ) w (person_id, group_id, organisation_id)
   join sharing.share s on s.group_id = w.group_id or s.organisation_id = w.organisation_id
     or (s.person_id = w.person_id and w.group_id is null and w.organisation_id is null)
   order by 1`,
);
const DIRECT = statement('sharing.shares_with_person', 'select id from sharing.share where person_id = $1');
const OF_ENDED_GUEST = statement(
  'sharing.shares_with_ended_guest',
  'select id from sharing.share where person_id = $1 and owner_organisation_id <> all ($2::bigint[])',
);

const types = [
  'group_member_added',
  'group_member_removed',
  'group_removed',
  'guest_accepted',
  'guest_ended',
  'person_added',
  'person_disabled',
  'person_enabled',
  'person_left',
  'person_moved',
].map((word) => `directory.${word}`);

/** People come to groups and organisations, leave them, are locked, end: the grants of the shares concerned follow. */
export function followDirectory({ db, events }: ShareDeps, grants: Grants, ends: EndShares): void {
  async function endWhatEnds({ type, subject, data }: StoredEvent): Promise<void> {
    const personId = idIn(subject);
    const end = async (rows: { id: number }[]) =>
      void (await ends.end(
        actor,
        rows.map(({ id }) => id),
        'recipient-gone',
      ));
    if (type === 'directory.person_left') await end(await db.query(DIRECT, [personId]));
    if (type !== 'directory.guest_ended') return;
    const { remaining } = data as { remaining?: number[] };
    await end(await db.query(OF_ENDED_GUEST, [personId, remaining ?? []]));
  }

  async function handle(heard: StoredEvent[]): Promise<void> {
    const concerned = {
      people: new Set<number>(),
      groups: [] as [number, number][],
      organisations: [] as [number, number][],
    };
    for (const event of heard) {
      const { type, subject, data } = event;
      await endWhatEnds(event);
      if (type === 'directory.group_removed') continue;
      if (subject.startsWith('group:')) concerned.groups.push([Number(data['personId']), idIn(subject)]);
      else concerned.people.add(idIn(subject));
      if (type === 'directory.person_moved') concerned.organisations.push([idIn(subject), Number(data['from'])]);
    }
    // a group's shares have lost their recipient with it
    if (heard.some(({ type }) => type === 'directory.group_removed')) await ends.endDue();
    const pairs = await db.query<{ nodeId: number; personId: number }>(NODES_OF_PEOPLE, [
      [...concerned.people],
      concerned.groups.map(([person]) => person),
      concerned.groups.map(([, group]) => group),
      concerned.organisations.map(([person]) => person),
      concerned.organisations.map(([, organisation]) => organisation),
    ]);
    const peopleOf = Map.groupBy(pairs, ({ nodeId }) => nodeId);
    for (const [nodeId, people] of peopleOf) {
      const ids = people.map(({ personId }) => personId);
      await db.transaction(async (tx) => ends.settleLater(tx, await grants.follow(tx, nodeId, ids)));
    }
  }

  events.subscribe('sharing.directory', types, handle);
}

function idIn(subject: string): number {
  return Number(subject.slice(subject.indexOf(':') + 1));
}
