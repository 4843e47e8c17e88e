import { type LifeDeps, sizeIn, tellPeople } from './life-deps.ts';
import { organisationFullMail } from './space-mails.ts';

interface Row {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly used: number;
  readonly quota: number;
  readonly told: number;
  readonly level: number;
}

/** As for spaces: who administers it hears of it, once for each level until there is room again. */
export async function tellOfFullOrganisations(deps: LifeDeps): Promise<number> {
  const { db } = deps.context;
  const changed = await db.query<Row>(
    `select * from (
       select o.id, o.key, o.name, o.quota_bytes as quota, s.used, coalesce(t.percent, 0) as told,
         case when o.quota_bytes is null or o.quota_bytes = 0 then 0 when s.used >= o.quota_bytes * 0.95 then 95
           when s.used >= o.quota_bytes * 0.8 then 80 else 0 end as level
       from directory.organisation o left join files.organisation_told t on t.organisation_id = o.id
       cross join lateral (
         select coalesce(sum(used_bytes), 0)::bigint as used from files.space where organisation_id = o.id
       ) s where o.quota_bytes is not null or t.percent <> 0
     ) counted where told <> level`,
  );
  let told = 0;
  for (const { id, key, name, used, quota, level, told: before } of changed) {
    await db.transaction(async (tx) => {
      const noted = await tx.query(
        `insert into files.organisation_told as t (organisation_id, percent) values ($1, $3)
         on conflict (organisation_id) do update set percent = $3 where t.percent = $2 returning percent`,
        [id, before, level],
      );
      if (noted.length === 0 || level <= before) return;
      const ids = await deps.directory.administratorsOf(id);
      const percent = Math.floor((used / quota) * 100);
      const path = `/administration/organisations/${key}`;
      const about = {
        ids,
        organisationId: id,
        subject: `organisation:${id}`,
        path,
        data: { organisation: name, percent },
      };
      await tellPeople(deps, tx, about, 'files.organisation_nearly_full', (to) => {
        const sizes = { used: sizeIn(to.language, used), quota: sizeIn(to.language, quota) };
        return organisationFullMail({ ...to, space: name, percent, ...sizes });
      });
      told += 1;
    });
  }
  return told;
}
