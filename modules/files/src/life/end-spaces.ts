import { systemActor } from '@landescloud/kernel';
import { managersOf } from '../spaces/space-grants.ts';
import type { SpaceRow } from '../spaces/space-row.ts';
import { deletionOf } from '../spaces/space-terms.ts';
import { type LifeDeps, tellPeople } from './life-deps.ts';
import { spaceEndedMail, spaceEndsMail } from './space-mails.ts';

const DAY = 24 * 3_600_000;
const actor = systemActor('end-spaces');
/** Days before the end on which managers are told once more, whatever the rule. */
const lastReminder = 3;

/** At the minute: spaces whose end has come. */
export async function endDueSpaces(deps: LifeDeps): Promise<number> {
  const { db, clock } = deps.context;
  const due = await db.query<SpaceRow>(
    'select * from files.space where ends_at <= $1 and closed_at is null and deleted_at is null',
    [clock.now()],
  );
  for (const space of due) {
    if (!(await deps.ending.close(actor, space, 'date'))) continue;
    const { organisation_id: organisationId, root_id: rootId } = space;
    const rules = await deps.directory.spaceRules(organisationId);
    const deletesAt = space.held ? null : deletionOf(space.kind, clock.now(), rules);
    const about = {
      organisationId,
      subject: `space:${space.id}`,
      path: `/files/${rootId}`,
      data: { space: space.name },
    };
    await db.transaction(async (tx) =>
      tellPeople(deps, tx, { ids: await managersOf(tx, rootId), ...about }, 'files.space_ended', (to) =>
        spaceEndedMail({ ...to, space: space.name, deletesAt }),
      ),
    );
  }
  return due.length;
}

/** Daily: tells managers once as many days before the end as the rule says, and once more shortly before. */
export async function remindOfEnds(deps: LifeDeps): Promise<number> {
  const { db, clock } = deps.context;
  const now = clock.now();
  const soon = await db.query<SpaceRow & { reminded_days: number | null }>(
    'select * from files.space where ends_at > $1 and ends_at <= $2 and closed_at is null and deleted_at is null',
    [now, now + 91 * DAY],
  );
  let told = 0;
  for (const space of soon) {
    const { organisation_id: organisationId, root_id: rootId, ends_at: endsAt } = space;
    if (endsAt === null) continue;
    const { remindDays } = await deps.directory.spaceRules(organisationId);
    const left = (endsAt - now) / DAY;
    const step = [Math.min(lastReminder, remindDays), remindDays].find((days) => left <= days);
    if (step === undefined || (space.reminded_days !== null && space.reminded_days <= step)) continue;
    await db.transaction(async (tx) => {
      const noted = await tx.query(
        `update files.space set reminded_days = $2
         where id = $1 and ends_at = $3 and closed_at is null and (reminded_days is null or reminded_days > $2) returning id`,
        [space.id, step, endsAt],
      );
      if (noted.length === 0) return;
      const ids = await managersOf(tx, rootId);
      const data = { space: space.name, at: endsAt };
      const about = { ids, organisationId, subject: `space:${space.id}`, path: `/files/${rootId}`, data };
      await tellPeople(deps, tx, about, 'files.space_ends', (to) =>
        spaceEndsMail({ ...to, space: space.name, endsAt, exchange: space.kind === 'exchange' }),
      );
      told += 1;
    });
  }
  return told;
}
