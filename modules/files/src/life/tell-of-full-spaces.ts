import { managersOf } from '../spaces/space-grants.ts';
import { type LifeDeps, sizeIn, tellPeople } from './life-deps.ts';
import { spaceFullMail } from './space-mails.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly owner_id: number | null;
  readonly organisation_id: number;
  readonly root_id: number;
  readonly used_bytes: number;
  readonly quota_bytes: number;
  readonly told_percent: number;
  readonly level: number;
}

const LEVELS = `case when quota_bytes = 0 then 0 when used_bytes >= quota_bytes * 0.95 then 95
  when used_bytes >= quota_bytes * 0.8 then 80 else 0 end`;

/** Every few minutes: whose space has come to be nearly full hears of it, once for each level until there is room again. */
export async function tellOfFullSpaces(deps: LifeDeps): Promise<number> {
  const { db } = deps.context;
  const changed = await db.query<Row>(
    `select s.*, ${LEVELS} as level from files.space s
     where quota_bytes is not null and deleted_at is null and told_percent <> ${LEVELS}`,
  );
  let told = 0;
  for (const space of changed) {
    await db.transaction(async (tx) => {
      const noted = await tx.query(
        'update files.space set told_percent = $3 where id = $1 and told_percent = $2 returning id',
        [space.id, space.told_percent, space.level],
      );
      if (noted.length === 0 || space.level <= space.told_percent) return;
      const { owner_id: owner, organisation_id: organisationId, root_id: rootId } = space;
      const ids = space.kind === 'personal' && owner !== null ? [owner] : await managersOf(tx, rootId);
      const percent = Math.floor((space.used_bytes / space.quota_bytes) * 100);
      const path = space.kind === 'personal' ? '/files' : `/files/${rootId}`;
      const about = { ids, organisationId, subject: `space:${space.id}`, path, data: { space: space.name, percent } };
      await tellPeople(deps, tx, about, 'files.space_nearly_full', (to) =>
        spaceFullMail({
          ...to,
          space: space.name,
          percent,
          used: sizeIn(to.language, space.used_bytes),
          quota: sizeIn(to.language, space.quota_bytes),
        }),
      );
      told += 1;
    });
  }
  return told;
}
