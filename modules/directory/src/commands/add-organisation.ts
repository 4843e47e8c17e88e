import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import type { OrganisationKind } from '../directory-tables.ts';
import { organisationClosed, organisationExists } from '../errors.ts';
import { checkedDomains, checkedKey, checkedName, checkedText } from '../input-rules.ts';
import { writeNewOrganisations } from '../organisation-writer.ts';
import { knownOrganisation, organisationQueries } from '../queries/organisation-queries.ts';
import { requireAdministers, requirePlatformAdministrator } from '../rights.ts';
import type { OrganisationDetails } from '../views.ts';
import { administer } from './administer.ts';
import { giveDomains } from './update-organisation.ts';

export interface NewOrganisation {
  readonly key: string;
  readonly name: string;
  readonly kind?: OrganisationKind;
  /** Absent or null: at the top, which only platform administrators may. */
  readonly parentKey?: string | null;
  readonly shortName?: string | null;
  readonly officialKey?: string | null;
  readonly mailDomains?: readonly string[];
}

export function addOrganisation(deps: CommandDeps) {
  const reading = organisationQueries(deps);
  return async (actor: Actor, input: NewOrganisation): Promise<OrganisationDetails> => {
    await administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const { kind = 'authority', parentKey = null } = input;
      const parent = parentKey === null ? null : knownOrganisation(actor, tree, parentKey);
      if (parent === null) requirePlatformAdministrator(actor);
      else requireAdministers(actor, tree, parent.id);
      const key = checkedKey(input.key);
      const row = {
        key,
        name: checkedName(input.name),
        kind,
        parentId: parent?.id ?? null,
        shortName: checkedText('shortName', input.shortName ?? null, 40),
        officialKey: checkedText('officialKey', input.officialKey ?? null, 40),
      };
      if (parent?.closed === true) throw organisationClosed();
      const id = (await writeNewOrganisations(tx, [row])).get(key);
      if (id === undefined) throw organisationExists();
      await giveDomains(tx, id, checkedDomains(input.mailDomains ?? []));
      await deps.events.record(tx, actor, {
        type: 'directory.organisation_added',
        subject: `organisation:${id}`,
        organisationId: id,
        data: { key, kind, parentKey },
      });
      tx.afterCommit(deps.organisationsChanged);
    });
    return reading.get(actor, input.key);
  };
}
