import type { Queryable } from '@landescloud/platform/database';
import { createSponsorReader } from './guests/sponsor-reader.ts';

/** Of the first of these organisations that has any, else those of the platform. */
export async function administratorsOf(db: Queryable, organisationIds: readonly number[]): Promise<readonly number[]> {
  return (await createSponsorReader(db).administratorsFor(organisationIds)).map(({ id }) => id);
}
