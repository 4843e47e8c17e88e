import { systemActor } from '@landescloud/kernel';
import type { Claims } from '@landescloud/platform/auth';
import type { Transaction } from '@landescloud/platform/database';
import { empty } from '../commands/add-person.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import type { PersonRecord } from '../person-reader.ts';
import { lockedPerson, writeNewPeople } from '../person-writer.ts';
import { cleanLogin, cleanName } from '../sources/clean-values.ts';
import { claimIsTrue, claimText } from './claim-values.ts';
import { keepPerson, organisationOf } from './keep-person.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { personRefused, providerNotFound } from './provider-errors.ts';
import type { ProviderRow } from './provider-reader.ts';
import { lockedSubject, writeLink } from './provider-writer.ts';

/** One sign-in at work. */
export interface Taking {
  readonly tx: Transaction;
  readonly tree: OrganisationTree;
  readonly provider: ProviderRow;
  readonly claims: Claims;
  /** Proven, and of a domain of the provider's organisation or of one below it; null: says nothing about who it is. */
  readonly address: string | null;
}

/**
 * Id of the person whom a provider means: known by its subject, linked by a proven address of its organisation, or made.
 * Throws Forbidden `directory.provider_refused`.
 */
export function takePerson(deps: ProviderDeps) {
  const { db, clock, providers, trees } = deps;
  return (key: string, claims: Claims): Promise<number> =>
    db.transaction(async (tx) => {
      const provider = await providers.byKey(key, tx);
      if (!provider?.enabled) throw providerNotFound();
      const { sub: subject } = claims;
      await lockedSubject(tx, provider, subject);
      const tree = await trees.current();
      const { address, isOwn } = await addressOf(deps, tx, { tree, provider, claims });
      const taking: Taking = { tx, tree, provider, claims, address };
      const known = await providers.linked(provider, subject, tx);
      const personId = known?.personId ?? (await link(deps, taking)) ?? (await make(deps, taking, isOwn));
      if (known) await comesIn(deps, taking, personId);
      await keepPerson(deps, taking, personId, (await providers.linked(provider, subject, tx))!);
      tx.afterCommit(() => deps.personChanged(personId));
      return personId;
    });

  async function link(deps: ProviderDeps, taking: Taking): Promise<number | undefined> {
    const { tx, provider, claims, address } = taking;
    if (address === null) return undefined;
    const [personId, another] = await providers.withAddress(address, tx);
    if (personId === undefined) return undefined;
    // two who say the same address at once
    await lockedPerson(tx, personId);
    // an address that went from one person to another is nobody's proof, nor is one that two have
    if (another !== undefined || (await providers.hasLink(provider, personId, tx))) throw personRefused('not_linkable');
    const person = await comesIn(deps, taking, personId);
    await writeLink(tx, provider, { subject: claims.sub, personId, made: false, at: new Date(clock.now()) });
    await deps.events.record(tx, systemActor(`provider ${provider.key}`), {
      type: 'directory.person_linked',
      subject: `person:${personId}`,
      organisationId: person.organisation.id,
      data: { provider: provider.key },
    });
    return personId;
  }

  async function make(deps: ProviderDeps, taking: Taking, isOwn: boolean): Promise<number> {
    const { tx, provider, claims, address } = taking;
    const { settings } = provider;
    // of its own domain but not proven: whoever has that address may be somebody who is here
    if (isOwn && address === null) throw personRefused('mail_not_verified');
    if (settings.unknownPeople === 'refuse') throw personRefused('unknown_person');
    const said = cleanLogin(claimText(claims, settings.claims.login) ?? '', settings.loginSuffix);
    if ('problem' in said) throw personRefused('no_login');
    const login = said.value;
    const named = cleanName(claimText(claims, settings.claims.name) ?? login);
    const organisation = await organisationOf(deps, taking);
    const row = {
      ...empty,
      login,
      name: 'problem' in named ? login : named.value,
      email: address,
      organisationId: organisation.id,
      role: 'member' as const,
      language:
        claimText(claims, 'locale')?.toLowerCase().startsWith('en') === true ? ('en' as const) : ('de' as const),
    };
    const personId = (await writeNewPeople(tx, [row])).get(login);
    if (personId === undefined) throw personRefused('login_taken');
    await writeLink(tx, provider, { subject: claims.sub, personId, made: true, at: new Date(clock.now()) });
    await deps.events.record(tx, systemActor(`provider ${provider.key}`), {
      type: 'directory.person_added',
      subject: `person:${personId}`,
      organisationId: organisation.id,
      data: { login, role: 'member', provider: provider.key },
    });
    return personId;
  }
}

/**
 * Asked at every sign-in, for people move and are given roles: whoever administers the provider could sign in as anybody
 * whom it means.
 */
async function comesIn(deps: ProviderDeps, { tx, tree, provider }: Taking, personId: number): Promise<PersonRecord> {
  const person = await deps.people.byId(personId, tx);
  if (!person || person.disabled) throw personRefused('disabled');
  const isOurs = (organisationId: number) => tree.isWithin(organisationId, provider.organisationId);
  if (person.role === 'guest' || !isOurs(person.organisation.id)) throw personRefused('outside');
  const held = await deps.assignments.ofPerson(personId, tx);
  const isAbove =
    person.role === 'platform-administrator' || held.some(({ organisationId }) => !isOurs(organisationId));
  if (isAbove) throw personRefused('protected');
  return person;
}

async function addressOf(
  { providers }: ProviderDeps,
  tx: Transaction,
  { tree, provider, claims }: Pick<Taking, 'tree' | 'provider' | 'claims'>,
): Promise<{ address: string | null; isOwn: boolean }> {
  const { email, emailVerified } = provider.settings.claims;
  const address = claimText(claims, email)?.trim() ?? '';
  const [, domain] =
    /^[^\s@\p{Cc}"<>,;]{1,190}@([^\s@\p{Cc}"<>,;]{1,63}(?:\.[^\s@\p{Cc}"<>,;]{1,63})*)$/u.exec(address) ?? [];
  if (domain === undefined) return { address: null, isOwn: false };
  const [owner] = await providers.domainOwners([domain.toLowerCase()], tx);
  const isOwn = owner !== undefined && tree.isWithin(owner.organisationId, provider.organisationId);
  return { address: isOwn && claimIsTrue(claims, emailVerified) ? address : null, isOwn };
}
