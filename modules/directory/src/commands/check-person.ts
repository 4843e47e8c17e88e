import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import type { Language } from '../directory-tables.ts';
import { colleagueUnfit, managerCycle, organisationClosed, organisationNotFound, personNotFound } from '../errors.ts';
import { checkedAddresses, checkedEmail, checkedName, checkedText } from '../input-rules.ts';
import type { OrganisationNode, OrganisationTree } from '../organisation-tree.ts';
import type { PersonRecord } from '../person-reader.ts';
import { writesManagerCycle } from '../person-writer.ts';
import type { PersonChange } from '../person-writer.ts';
import { requireAdministers, sees } from '../rights.ts';

/** What administration may say of a person; absent: stays as it is, or is empty. */
export interface PersonFields {
  readonly name?: string;
  readonly email?: string | null;
  readonly language?: Language;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  /** Besides `email`. */
  readonly addresses?: readonly string[];
  /** Login. */
  readonly manager?: string | null;
  /** Logins, in the order in which they stand in. */
  readonly deputies?: readonly string[];
}

const texts = { jobTitle: 200, phone: 60, place: 200 } as const;

/** The fields as they are stored; `email` is the present one where it does not change. */
export function checkedFields(fields: PersonFields, email: string | null): PersonChange {
  const { name, language, addresses } = fields;
  const mail = fields.email === undefined ? undefined : checkedEmail(fields.email);
  const lines = Object.entries(texts).flatMap(([field, longest]) => {
    const text = fields[field as keyof typeof texts];
    return text === undefined ? [] : [[field, checkedText(field, text, longest)]];
  });
  return {
    ...(name === undefined ? {} : { name: checkedName(name) }),
    ...(mail === undefined ? {} : { email: mail }),
    ...(language === undefined ? {} : { language }),
    ...(Object.fromEntries(lines) as PersonChange),
    ...(addresses === undefined ? {} : { addresses: checkedAddresses(addresses, mail === undefined ? email : mail) }),
  };
}

/** Somebody else whom the actor finds and who works here. Conflict `directory.colleague_unfit`. */
export async function colleague(
  { people }: CommandDeps,
  tx: Queryable,
  who: { readonly actor: Actor; readonly tree: OrganisationTree; readonly login: string; readonly of: number },
): Promise<PersonRecord> {
  const found = await people.byLogin(who.login, tx);
  if (!found || !sees(who.actor, who.tree, found)) throw personNotFound();
  if (found.disabled || found.role === 'guest' || found.id === who.of) throw colleagueUnfit();
  return found;
}

/** Manager and deputies by login. Conflict `directory.manager_cycle`. */
export async function checkedColleagues(
  deps: CommandDeps,
  tx: Queryable,
  { actor, tree, of }: { readonly actor: Actor; readonly tree: OrganisationTree; readonly of: number },
  { manager, deputies }: Pick<PersonFields, 'manager' | 'deputies'>,
): Promise<PersonChange> {
  const change: { managerId?: number | null; deputyIds?: number[] } = {};
  if (manager === null) change.managerId = null;
  else if (manager !== undefined) {
    const { id } = await colleague(deps, tx, { actor, tree, login: manager, of });
    if (await writesManagerCycle(tx, of, id)) throw managerCycle();
    change.managerId = id;
  }
  if (deputies !== undefined) {
    const ids: number[] = [];
    for (const login of new Set(deputies)) ids.push((await colleague(deps, tx, { actor, tree, login, of })).id);
    change.deputyIds = ids;
  }
  return change;
}

/** Where somebody new may come to belong. Conflict `directory.organisation_closed`. */
export function openOrganisation(actor: Actor, tree: OrganisationTree, key: string): OrganisationNode {
  const node = tree.byKey(key);
  if (!node) throw organisationNotFound();
  requireAdministers(actor, tree, node.id);
  if (node.closed) throw organisationClosed();
  return node;
}
