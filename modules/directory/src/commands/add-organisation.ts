import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import type { OrganisationKind } from '../directory-tables.ts';
import { organisationExists, organisationNotFound } from '../errors.ts';
import { checkedKey, checkedName } from '../input-rules.ts';
import { requireAdministrator } from '../rights.ts';
import { organisationQueries } from '../queries/organisation-queries.ts';
import type { OrganisationDetails } from '../views.ts';

export interface NewOrganisation {
  readonly key: string;
  readonly name: string;
  readonly kind?: OrganisationKind;
  readonly parentKey?: string | null;
}

const insertOrganisation = statement(
  'directory.insert-organisation',
  `insert into directory.organisation (key, name, kind, parent_id) values ($1, $2, $3, $4)
   on conflict (key) do nothing returning id`,
);

export function addOrganisation(deps: CommandDeps) {
  const { db, events, organisations, organisationsChanged } = deps;
  const reading = organisationQueries(deps);
  return async (actor: Actor, input: NewOrganisation): Promise<OrganisationDetails> => {
    requireAdministrator(actor);
    const key = checkedKey(input.key);
    const name = checkedName(input.name);
    const { kind = 'authority', parentKey = null } = input;
    await db.transaction(async (tx) => {
      const parent = parentKey === null ? undefined : await organisations.byKey(parentKey, tx);
      if (parentKey !== null && !parent) throw organisationNotFound();
      const [row] = await tx.query<{ id: number }>(insertOrganisation, [key, name, kind, parent?.id ?? null]);
      if (!row) throw organisationExists();
      const subject = `organisation:${row.id}`;
      await events.record(tx, actor, {
        type: 'directory.organisation_added',
        subject,
        organisationId: row.id,
        data: { key, kind, parentKey },
      });
      tx.afterCommit(organisationsChanged);
    });
    return reading.get(actor, key);
  };
}
