import type { Identity, IdentitySource } from '@landescloud/platform/auth';
import type { Queryable } from '@landescloud/platform/database';
import { createProviderReader } from './provider-reader.ts';

/** Says of each person whether a provider signs them in. */
export function withProviders<Source extends IdentitySource>(source: Source, db: Queryable): Source {
  const providers = createProviderReader(db);
  const told = async (identity: Identity | undefined): Promise<Identity | undefined> =>
    identity && { ...identity, byProvider: await providers.signsIn(identity.personId) };
  const { findByEmail } = source;
  return {
    ...source,
    findByLogin: async (login) => told(await source.findByLogin(login)),
    findById: async (personId) => told(await source.findById(personId)),
    ...(findByEmail && { findByEmail: async (email: string) => told(await findByEmail(email)) }),
  };
}
