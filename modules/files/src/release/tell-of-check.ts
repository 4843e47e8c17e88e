import { statement } from '@landescloud/platform/database';
import type { NewNotification } from '@landescloud/platform/notifications';
import { MANAGE } from '../access.ts';
import type { NodeRow } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { receivedInfected, sentInfected, withheld } from './notification-kinds.ts';
import type { ReleaseContext } from './release-context.ts';
import { releaseCodes } from './release-state.ts';
import type { ReleaseCheck } from './release-store.ts';

/** Who answers for what lies in a space: its owner, or its managers (not all of a state's), and who made the link. */
const RESPONSIBLE = statement(
  'files.release_responsible',
  `select s.owner_id as id from files.space s where s.id = $1 and s.owner_id is not null
   union select $2::bigint where $2 is not null
   union (
     select g.person_id from files.space s join files.node_grant g on g.node_id = s.root_id
     where s.id = $1 and s.owner_id is null and g.person_id is not null and g.rights & ${MANAGE} <> 0 order by g.person_id limit 50
   )`,
);

/** Sender and those who answer for the space learn of what is kept away. Who sent it may not be able to see it. */
export async function tellOf(
  { notify, directory }: Pick<ReleaseContext, 'notify' | 'directory'>,
  write: SpaceWrite,
  check: ReleaseCheck,
  node: NodeRow,
): Promise<void> {
  const { state, senderId, finding } = check;
  if (state !== releaseCodes.infected && state !== releaseCodes.withheld) return;
  const responsible = await write.reader.query<{ id: number }>(RESPONSIBLE, [write.space.id, check.makerId]);
  const sender = senderId === null ? check.senderName : ((await directory.byIds([senderId])).get(senderId)?.name ?? '');
  const about = { data: { node: node.name, finding, sender }, link: `/f/${node.id}` };
  const told = state === releaseCodes.infected ? receivedInfected : withheld;
  const all: NewNotification[] = responsible
    .filter(({ id }) => id !== senderId)
    .map(({ id: personId }) => ({ ...about, personId, kind: told.name, subject: `node:${node.id}` }));
  if (senderId !== null) {
    const kind = state === releaseCodes.infected ? sentInfected : withheld;
    all.push({ ...about, personId: senderId, kind: kind.name, subject: `check:${check.contentId}` });
  }
  if (all.length > 0) await notify(write.reader, all);
}
