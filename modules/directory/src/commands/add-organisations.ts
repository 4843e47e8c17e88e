import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { organisationNotFound } from '../errors.ts';
import { checkedKey, checkedName, checkedText } from '../input-rules.ts';
import { writeNewOrganisations } from '../organisation-writer.ts';
import { requireAdministers, requirePlatformAdministrator } from '../rights.ts';
import type { NewOrganisation } from './add-organisation.ts';
import { administer } from './administer.ts';

export type ManyOrganisationsInput = Omit<NewOrganisation, 'mailDomains'>;

/**
 * Hundreds at once, each parent before what stands below it; those that are there already stay as they are. Answers how
 * many are new.
 */
export function addOrganisations(deps: CommandDeps) {
  return (actor: Actor, inputs: readonly ManyOrganisationsInput[]): Promise<number> =>
    administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const ids = new Map([...tree.all].map(({ key, id }) => [key, id]));
      const added: { readonly id: number; readonly input: ManyOrganisationsInput }[] = [];
      let waiting = inputs.filter(({ key }) => !ids.has(key));
      while (waiting.length > 0) {
        const ready = waiting.filter(({ parentKey = null }) => parentKey === null || ids.has(parentKey));
        if (ready.length === 0) throw organisationNotFound();
        for (const { parentKey = null } of ready) {
          const parent = parentKey === null ? undefined : tree.byKey(parentKey);
          if (parentKey === null) requirePlatformAdministrator(actor);
          else if (parent) requireAdministers(actor, tree, parent.id);
        }
        const rows = ready.map(({ key, name, kind = 'authority', parentKey = null, shortName, officialKey }) => ({
          key: checkedKey(key),
          name: checkedName(name),
          kind,
          parentId: parentKey === null ? null : (ids.get(parentKey) ?? null),
          shortName: checkedText('shortName', shortName ?? null, 40),
          officialKey: checkedText('officialKey', officialKey ?? null, 40),
        }));
        const written = await writeNewOrganisations(tx, rows);
        for (const input of ready) {
          const id = written.get(input.key);
          if (id === undefined) continue;
          ids.set(input.key, id);
          added.push({ id, input });
        }
        waiting = waiting.filter((input) => !ready.includes(input));
      }
      const events = added.map(({ id, input: { key, kind = 'authority', parentKey = null } }) => ({
        type: 'directory.organisation_added',
        subject: `organisation:${id}`,
        organisationId: id,
        data: { key, kind, parentKey },
      }));
      await deps.events.record(tx, actor, ...events);
      tx.afterCommit(deps.organisationsChanged);
      return added.length;
    });
}
