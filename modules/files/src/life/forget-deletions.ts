import type { LifeDeps } from './life-deps.ts';

const day = 24 * 3_600_000;

/** Each night: lists of what was deleted by rule go, when the days of the organisation's rule are over. */
export async function forgetDeletions({ context, directory }: Pick<LifeDeps, 'context' | 'directory'>): Promise<void> {
  const now = context.clock.now();
  const { usual, ruled } = await directory.deletionDays();
  const days = [...ruled];
  await context.db.query(
    `delete from files.deletion_list l using files.deletion_list own
     left join unnest($2::bigint[], $3::bigint[]) as ruled (organisation_id, before) using (organisation_id)
     where own.id = l.id and l.at <= coalesce(ruled.before, $1)`,
    [now - usual * day, days.map(([id]) => id), days.map(([, kept]) => now - kept * day)],
  );
}
