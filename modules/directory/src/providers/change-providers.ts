import type { Actor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import { administer } from '../commands/administer.ts';
import type { Administration } from '../commands/administer.ts';
import { invalid, organisationNotFound } from '../errors.ts';
import { checkedKey, checkedName } from '../input-rules.ts';
import type { OrganisationNode } from '../organisation-tree.ts';
import { requireAdministers } from '../rights.ts';
import { checkedClientId, checkedIssuer, checkedOwnDomains, checkNamed } from './check-provider.ts';
import { secretContext } from './provider-deps.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { providerDomainTaken, providerExists, providerNotFound, tooManyProviders } from './provider-errors.ts';
import type { ProviderRow } from './provider-reader.ts';
import { checkSettings, usualSettings } from './provider-settings.ts';
import {
  insertProviderRow,
  removeProviderRow,
  updateProviderRow,
  writeDomains,
  writeProviderSecret,
} from './provider-writer.ts';

export interface ProviderFields {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null or empty: a public client. */
  readonly secret?: string | null;
  readonly domains?: readonly string[];
  /** What is not said is as usual. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly enabled?: boolean;
}
export interface NewProvider extends ProviderFields {
  readonly key: string;
}
/** Absent: stays as it is. */
export type ProviderUpdate = Partial<ProviderFields>;

const mostProviders = 5;

export function addProvider(deps: ProviderDeps) {
  return (actor: Actor, organisationKey: string, input: NewProvider): Promise<void> =>
    administer(deps, actor, 'people', async (administration) => {
      const { tx, actor, tree } = administration;
      const { id: organisationId } = administered(administration, organisationKey);
      if ((await deps.providers.ofOrganisation(organisationId, tx)).length >= mostProviders) {
        throw tooManyProviders(mostProviders);
      }
      const key = checkedKey(input.key);
      const within = { tree, organisationId };
      const row = {
        organisationId,
        key,
        name: checkedName(input.name),
        issuer: checkedIssuer(input.issuer),
        clientId: checkedClientId(input.clientId),
        settings: checkSettings(input.settings ?? {}, usualSettings),
        enabled: input.enabled ?? true,
      };
      await checkNamed(deps, tx, within, row.settings);
      const domains = await checkedOwnDomains(deps, tx, within, input.domains ?? []);
      const id = await insertProviderRow(tx, row);
      if (id === undefined) throw providerExists();
      await keepDomains(tx, id, domains);
      await keepSecret(deps, tx, id, input.secret ?? null);
      const about = { subject: `provider:${key}`, organisationId };
      await deps.events.record(tx, actor, {
        type: 'directory.provider_added',
        ...about,
        data: { key, name: row.name, issuer: row.issuer },
      });
    });
}

export function updateProvider(deps: ProviderDeps) {
  return (actor: Actor, organisationKey: string, key: string, update: ProviderUpdate): Promise<void> =>
    administer(deps, actor, 'people', async (administration) => {
      const { tx, actor, tree } = administration;
      const { id: organisationId } = administered(administration, organisationKey);
      const before = await lockedProvider(deps, tx, organisationId, key);
      const within = { tree, organisationId };
      const after = {
        id: before.id,
        name: update.name === undefined ? before.name : checkedName(update.name),
        issuer: update.issuer === undefined ? before.issuer : checkedIssuer(update.issuer),
        clientId: update.clientId === undefined ? before.clientId : checkedClientId(update.clientId),
        settings: update.settings ? checkSettings(update.settings, before.settings) : before.settings,
        enabled: update.enabled ?? before.enabled,
      };
      const elsewhere = after.issuer !== before.issuer || after.clientId !== before.clientId;
      // a secret that was entered for one server must not be sent to another by somebody who does not know it
      if (elsewhere && before.secret !== null && update.secret === undefined) {
        throw invalid('secret', 'Enter the secret again: it would be sent to another server, or for another client.');
      }
      if (update.settings) await checkNamed(deps, tx, within, after.settings);
      await updateProviderRow(tx, after);
      if (update.domains) await keepDomains(tx, before.id, await checkedOwnDomains(deps, tx, within, update.domains));
      if (update.secret !== undefined) await keepSecret(deps, tx, before.id, update.secret);
      const about = { subject: `provider:${key}`, organisationId };
      // which, not what; whether those whom it signed in are to be signed out
      const ended = (before.enabled && !after.enabled) || after.issuer !== before.issuer;
      await deps.events.record(tx, actor, {
        type: 'directory.provider_changed',
        ...about,
        data: { key, changed: Object.keys(update).toSorted(), ended },
      });
    });
}

/** Whom it signed in keep what they have here, and need another way in. */
export function removeProvider(deps: ProviderDeps) {
  return (actor: Actor, organisationKey: string, key: string): Promise<void> =>
    administer(deps, actor, 'people', async (administration) => {
      const { tx, actor } = administration;
      const { id: organisationId } = administered(administration, organisationKey);
      const { id, name } = await lockedProvider(deps, tx, organisationId, key);
      await removeProviderRow(tx, id);
      const about = { subject: `provider:${key}`, organisationId };
      await deps.events.record(tx, actor, {
        type: 'directory.provider_removed',
        ...about,
        data: { key, name, ended: true },
      });
    });
}

function administered({ actor, tree }: Administration, key: string): OrganisationNode {
  const node = tree.byKey(key);
  if (!node) throw organisationNotFound();
  requireAdministers(actor, tree, node.id);
  return node;
}

async function lockedProvider(
  { providers }: ProviderDeps,
  tx: Transaction,
  organisationId: number,
  key: string,
): Promise<ProviderRow> {
  const provider = await providers.locked(key, tx);
  if (provider?.organisationId !== organisationId) throw providerNotFound();
  return provider;
}

async function keepDomains(tx: Transaction, id: number, domains: readonly string[]): Promise<void> {
  const [taken] = await writeDomains(tx, id, domains);
  if (taken !== undefined) throw providerDomainTaken(taken);
}

async function keepSecret({ secrets }: ProviderDeps, tx: Transaction, id: number, secret: string | null) {
  const sealed = secret === null || secret === '' ? null : secrets.seal(Buffer.from(secret), secretContext(id));
  await writeProviderSecret(tx, id, sealed);
}
