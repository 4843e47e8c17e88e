import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import type { OrganisationKind } from '../directory-tables.ts';
import {
  invalid,
  mailDomainTaken,
  notAllowed,
  organisationClosed,
  organisationCycle,
  organisationNotFound,
} from '../errors.ts';
import { checkedColour, checkedDomains, checkedName, checkedPage, checkedText } from '../input-rules.ts';
import type { OrganisationNode, OrganisationTree } from '../organisation-tree.ts';
import type { OrganisationFacts } from '../organisation-reader.ts';
import { writeDomains, writeOrganisationChange } from '../organisation-writer.ts';
import type { OrganisationRowChange } from '../organisation-writer.ts';
import { knownOrganisation, organisationQueries } from '../queries/organisation-queries.ts';
import { administersAbove, requireAdministers, requirePlatformAdministrator } from '../rights.ts';
import type { OrganisationDetails } from '../views.ts';
import { administer } from './administer.ts';

/** Absent: stays as it is. */
export interface OrganisationUpdate {
  readonly name?: string;
  readonly shortName?: string | null;
  readonly colour?: string | null;
  readonly imprintUrl?: string | null;
  readonly privacyUrl?: string | null;
  /** From here on: for those who administer what stands above. */
  readonly kind?: OrganisationKind;
  readonly parentKey?: string | null;
  readonly officialKey?: string | null;
  readonly mailDomains?: readonly string[];
  readonly quotaBytes?: number | null;
  readonly closed?: boolean;
}

/** What an organisation's own administrators may change; the rest decides what it is within the state. */
const ownFields: ReadonlySet<string> = new Set(['name', 'shortName', 'colour', 'imprintUrl', 'privacyUrl']);

export function updateOrganisation(deps: CommandDeps) {
  const { clock, events, organisations, organisationsChanged } = deps;
  const reading = organisationQueries(deps);

  return async (actor: Actor, key: string, update: OrganisationUpdate): Promise<OrganisationDetails> => {
    await administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      const facts = await organisations.facts(node.id, tx);
      if (!facts) throw organisationNotFound();
      const wanted = checked(update, node, tree, facts);
      const changed = Object.keys(wanted);
      if (changed.length === 0) return;
      if (changed.some((field) => !ownFields.has(field)) && !administersAbove(actor, tree, node)) throw notAllowed();
      const { parentKey, mailDomains, closed, ...fields } = wanted;
      const change: { -readonly [Field in keyof OrganisationRowChange]: OrganisationRowChange[Field] } = fields;
      const from = node.parentId;
      if (parentKey !== undefined) change.parentId = newParent(actor, tree, node, parentKey);
      if (closed !== undefined) change.closedAt = closed ? new Date(clock.now()) : null;
      await writeOrganisationChange(tx, node.id, change);
      if (mailDomains !== undefined) await giveDomains(tx, node.id, mailDomains);
      const about = { subject: `organisation:${node.id}`, organisationId: node.id };
      const plain = changed.filter((field) => field !== 'parentKey' && field !== 'closed');
      if (plain.length > 0) {
        await events.record(tx, actor, { type: 'directory.organisation_changed', ...about, data: { changed: plain } });
      }
      if (parentKey !== undefined) {
        const data = { from, to: change.parentId };
        await events.record(tx, actor, { type: 'directory.organisation_moved', ...about, data });
      }
      if (closed !== undefined) {
        const type = closed ? 'directory.organisation_closed' : 'directory.organisation_reopened';
        await events.record(tx, actor, { type, ...about, data: {} });
      }
      tx.afterCommit(organisationsChanged);
    });
    return reading.get(actor, key);
  };
}

/** Conflict `directory.mail_domain_taken`. */
export async function giveDomains(tx: Queryable, id: number, domains: readonly string[]): Promise<void> {
  const had = await writeDomains(tx, id, domains);
  const taken = domains.find((domain) => !had.has(domain));
  if (taken !== undefined) throw mailDomainTaken(taken);
}

type Wanted = OrganisationUpdate & { readonly mailDomains?: string[] };

/** Only what is different from what is. */
function checked(update: OrganisationUpdate, node: OrganisationNode, tree: OrganisationTree, facts: OrganisationFacts) {
  const { quotaBytes } = update;
  if (typeof quotaBytes === 'number' && !(Number.isSafeInteger(quotaBytes) && quotaBytes >= 0)) {
    throw invalid('quotaBytes', 'A quota is a whole number of bytes.');
  }
  const now: Wanted = {
    name: node.name,
    shortName: node.shortName,
    kind: node.kind,
    parentKey: node.parentId === null ? null : (tree.byId(node.parentId)?.key ?? null),
    closed: node.closed,
    ...facts,
  };
  const { name, shortName, officialKey, colour, imprintUrl, privacyUrl, mailDomains } = update;
  const next: Wanted = {
    ...update,
    ...(name === undefined ? {} : { name: checkedName(name) }),
    ...(shortName === undefined ? {} : { shortName: checkedText('shortName', shortName, 40) }),
    ...(officialKey === undefined ? {} : { officialKey: checkedText('officialKey', officialKey, 40) }),
    ...(colour === undefined ? {} : { colour: checkedColour(colour) }),
    ...(imprintUrl === undefined ? {} : { imprintUrl: checkedPage('imprintUrl', imprintUrl) }),
    ...(privacyUrl === undefined ? {} : { privacyUrl: checkedPage('privacyUrl', privacyUrl) }),
    ...(mailDomains === undefined ? {} : { mailDomains: checkedDomains(mailDomains) }),
  } as Wanted;
  const different = Object.entries(next).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(now[field as keyof Wanted]),
  );
  return Object.fromEntries(different) as Wanted;
}

/** Who moves it has the right where it stands, which is checked before, and where it comes to stand. */
function newParent(actor: Actor, tree: OrganisationTree, node: OrganisationNode, key: string | null): number | null {
  if (key === null) {
    requirePlatformAdministrator(actor);
    return null;
  }
  const parent = knownOrganisation(actor, tree, key);
  requireAdministers(actor, tree, parent.id);
  if (tree.isWithin(parent.id, node.id)) throw organisationCycle();
  if (parent.closed) throw organisationClosed();
  return parent.id;
}
