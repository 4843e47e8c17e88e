import type { Actor, Clock } from '@landescloud/kernel';
import { personChangedTopic } from '@landescloud/platform/auth';
import type { Discovered, ProviderSource } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import { domainToASCII } from 'node:url';
import { createAssignmentReader } from '../assignment-reader.ts';
import { createDirectoryEvents } from '../directory-events.ts';
import type { EventLog } from '../directory-events.ts';
import { organisationNotFound } from '../errors.ts';
import type { OrganisationNode } from '../organisation-tree.ts';
import { createOrganisationTrees, organisationsChangedTopic } from '../organisation-trees.ts';
import { createPersonReader } from '../person-reader.ts';
import { requireAdministers, requireSomeAdministration } from '../rights.ts';
import type { SourceSecrets } from '../sources/source-secrets.ts';
import { addProvider, removeProvider, updateProvider } from './change-providers.ts';
import type { NewProvider, ProviderUpdate } from './change-providers.ts';
import { checkedIssuer } from './check-provider.ts';
import { secretContext } from './provider-deps.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { providerNotFound } from './provider-errors.ts';
import { createProviderReader } from './provider-reader.ts';
import type { ProviderRow } from './provider-reader.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { takePerson } from './take-person.ts';

export interface ProviderView {
  readonly key: string;
  readonly name: string;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly issuer: string;
  readonly clientId: string;
  readonly hasSecret: boolean;
  readonly domains: readonly string[];
  readonly settings: ProviderSettings;
  readonly enabled: boolean;
  readonly createdAt: number;
  /** How many it has signed in. */
  readonly people: number;
}

/**
 * Organisations' own providers (OpenID Connect). For whoever administers the organisation: Forbidden
 * `directory.not_allowed` for everybody else, NotFound `directory.provider_not_found` for those of others.
 */
export interface Providers {
  list(actor: Actor, organisationKey: string): Promise<ProviderView[]>;
  /** Conflict `directory.provider_exists`, `directory.provider_domain_foreign` and others. */
  add(actor: Actor, organisationKey: string, input: NewProvider): Promise<ProviderView>;
  /** With another issuer, everybody whom it signed in is somebody else to it. */
  update(actor: Actor, organisationKey: string, key: string, update: ProviderUpdate): Promise<ProviderView>;
  remove(actor: Actor, organisationKey: string, key: string): Promise<void>;
  /** How it describes itself; `issuer` is tried instead of its own. Unavailable `auth.provider_unreachable`. */
  test(actor: Actor, organisationKey: string, key: string, issuer?: string): Promise<Discovered>;
  /** The port that auth asks. */
  readonly signIn: ProviderSource;
  /** Stops listening to other processes. */
  close(): void;
}

export interface CreateProvidersDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly hints: {
    publish(topic: string, data: object): void;
    subscribe(topic: string, handler: (data: unknown) => void): () => void;
  };
  readonly secrets: SourceSecrets;
  readonly discover: (issuer: string) => Promise<Discovered>;
}

export function createProviders({ db, clock, events, hints, secrets, discover }: CreateProvidersDeps): Providers {
  const trees = createOrganisationTrees(db, clock);
  const close = hints.subscribe(organisationsChangedTopic, () => trees.forget());
  const providers = createProviderReader(db);
  const deps: ProviderDeps = {
    db,
    clock,
    events: createDirectoryEvents(events, clock),
    trees,
    people: createPersonReader(db),
    assignments: createAssignmentReader(db),
    providers,
    secrets,
    discover,
    personChanged: (personId) => hints.publish(personChangedTopic, { personId }),
  };
  const [add, update, take] = [addProvider(deps), updateProvider(deps), takePerson(deps)];

  async function administered(actor: Actor, key: string): Promise<OrganisationNode> {
    requireSomeAdministration(actor);
    const tree = await trees.current();
    const node = tree.byKey(key);
    if (!node) throw organisationNotFound();
    requireAdministers(actor, tree, node.id);
    return node;
  }

  async function views(node: OrganisationNode): Promise<ProviderView[]> {
    const rows = await providers.ofOrganisation(node.id);
    const counts = await providers.peopleCounts(rows.map(({ id }) => id));
    return rows.map(({ id, key, name, issuer, clientId, secret, domains, settings, enabled, createdAt }) => ({
      key,
      name,
      organisation: { key: node.key, name: node.name },
      issuer,
      clientId,
      hasSecret: secret !== null,
      domains,
      settings,
      enabled,
      createdAt: createdAt.getTime(),
      people: counts.get(id) ?? 0,
    }));
  }

  async function one(actor: Actor, organisationKey: string, key: string): Promise<ProviderView> {
    const all = await views(await administered(actor, organisationKey));
    const view = all.find((each) => each.key === key);
    if (!view) throw providerNotFound();
    return view;
  }

  return {
    list: async (actor, organisationKey) => views(await administered(actor, organisationKey)),
    async add(actor, organisationKey, input) {
      await add(actor, organisationKey, input);
      return one(actor, organisationKey, input.key);
    },
    async update(actor, organisationKey, key, change) {
      await update(actor, organisationKey, key, change);
      return one(actor, organisationKey, key);
    },
    remove: removeProvider(deps),
    async test(actor, organisationKey, key, issuer) {
      const provider = await one(actor, organisationKey, key);
      return discover(issuer === undefined ? provider.issuer : checkedIssuer(issuer));
    },
    signIn: {
      async byKey(key) {
        const row = await providers.byKey(key);
        return row?.enabled ? { ...row, ...row.settings, clientSecret: opened(row, secrets) } : undefined;
      },
      async byLogin(login) {
        const domain = domainToASCII(/@([^@\s]+)$/.exec(login.trim().toLowerCase())?.[1] ?? '');
        const found = domain === '' ? undefined : await providers.byDomain(domain);
        // the domain may have gone to another organisation since
        const isOurs = found && (await trees.current()).isWithin(found.domainOf, found.organisationId);
        return isOurs ? { key: found.key, name: found.name } : undefined;
      },
      personOf: ({ key }, claims) => take(key, claims),
      knownPerson: async (provider, subject) => (await providers.linked(provider, subject))?.personId,
    },
    close,
  };
}

function opened({ id, secret }: ProviderRow, secrets: SourceSecrets): string | null {
  return secret === null ? null : secrets.open(secret, secretContext(id)).toString();
}
