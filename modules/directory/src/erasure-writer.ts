import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

// two people of one name: what was written of it may be about the other
const isUnique = statement(
  'directory.name-is-unique',
  'select not exists (select 1 from directory.person where lower(name) = lower($2) and id <> $1) as "isUnique"',
);
const unlink = statement(
  'directory.erase-source-person',
  `delete from directory.source_person where person_id = $1
   returning source_id as "sourceId", external_id as "externalId", reference`,
);
const forgetManager = statement(
  'directory.erase-source-manager',
  `update directory.source_person set manager = '' where source_id = $1 and manager = $2`,
);
const deleteItems = statement(
  'directory.erase-source-items',
  `delete from directory.source_run_item i using directory.source_run r
   where r.id = i.run_id and (i.after->>'login' = $1 or i.before->>'login' = $1
     or (r.source_id = $2 and i.external_id = $3))`,
);
const forgetLabel = statement(
  'directory.erase-source-labels',
  'update directory.source_run_item set label = $2 where label = $1',
);
// whole values only: what a word is part of may be about somebody else
const forgetValue = statement(
  'directory.erase-source-values',
  `with given (sought, instead) as (select to_jsonb($1::text)::text, to_jsonb($2::text)::text),
     people as (update directory.source_person set resource = replace(resource::text, sought, instead)::jsonb
       from given where strpos(resource::text, sought) > 0),
     groups as (update directory.source_group set resource = replace(resource::text, sought, instead)::jsonb
       from given where strpos(resource::text, sought) > 0)
   update directory.source_run_item
     set before = replace(before::text, sought, instead)::jsonb, after = replace(after::text, sought, instead)::jsonb
   from given where strpos(before::text, sought) > 0 or strpos(after::text, sought) > 0`,
);
const leaveEverything = statement(
  'directory.erase-memberships',
  `with groups as (delete from directory.group_member where person_id = $1),
     roles as (delete from directory.role_assignment where person_id = $1),
     providers as (delete from directory.provider_person where person_id = $1)
   delete from directory.deputy where deputy_id = $1`,
);

export interface Erasure {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly addresses: readonly string[];
  /** What stands in the place of the login, and of the name. */
  readonly erased: string;
  readonly as: string;
}

/** Forgets what sources of people said of the person; answers what else they can be forgotten by: what nobody else is called. */
export async function writeErasure(tx: Queryable, person: Erasure): Promise<string[]> {
  const { id, login, name, addresses, erased, as } = person;
  const [found] = await tx.query<{ isUnique: boolean }>(isUnique, [id, name]);
  const names = found?.isUnique === true ? [name] : [];
  type Link = { sourceId: number; externalId: string; reference: string | null };
  const [link] = await tx.query<Link>(unlink, [id]);
  await tx.query(deleteItems, [login, link?.sourceId ?? null, link?.externalId ?? null]);
  if (link) await tx.query(forgetManager, [link.sourceId, link.externalId]);
  for (const word of names) await tx.query(forgetLabel, [word, as]);
  const values = [login, ...names, ...addresses, ...(link ? [link.externalId, link.reference] : [])];
  for (const value of new Set(values)) if (value !== null) await tx.query(forgetValue, [value, erased]);
  await tx.query(leaveEverything, [id]);
  return names;
}
