import { statement } from '@landescloud/platform/database';
import type { HandoverDeps } from '../handover-deps.ts';

const day = 24 * 3_600_000;
const atOnce = 200;

/** Files, sizes, checksums and times stay, and with them what a receipt proves; so do people of the house. */
const forgetSome = statement(
  'sharing.forget-handover-visitors',
  `with due as materialized (
     select h.id from sharing.handover h
     left join unnest($2::bigint[], $3::bigint[]) as ruled (organisation_id, before) using (organisation_id)
     where h.forgotten_at is null and coalesce(h.delivered_at, h.opened_at) <= coalesce(ruled.before, $4)
     order by h.id limit $5 for update of h skip locked
   ), recipients as (
     update sharing.handover_recipient set name = '', address = null
     where person_id is null and handover_id in (select id from due)
   ), fetches as (
     update sharing.handover_fetch t set name = '', who = 'gone:' || gen_random_uuid()
     from sharing.handover_file f
     where f.id = t.file_id and f.handover_id in (select id from due) and t.person_id is null
   ), receipts as (
     delete from sharing.prepared_receipt where handover_id in (select id from due)
   )
   update sharing.handover set sender_name = '', sender_address = null, token_hash = null, forgotten_at = $1
   where id in (select id from due) returning id`,
);

/** Each night: what names visitors goes, when the days of the organisation's rule are over. Answers of how many. */
export function forgetVisitors({ db, clock, directory }: HandoverDeps) {
  return async (): Promise<number> => {
    const now = clock.now();
    const ruled = [...(await directory.organisations.ruledDays('retention.handover_days'))];
    const before = ruled.map(([, days]) => now - days * day);
    const usual = now - directory.organisations.usualDays('retention.handover_days') * day;
    for (let forgotten = 0; ;) {
      const gone = await db.query(forgetSome, [now, ruled.map(([id]) => id), before, usual, atOnce]);
      forgotten += gone.length;
      if (gone.length < atOnce) return forgotten;
    }
  };
}
