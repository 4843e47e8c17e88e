import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

/** Who is responsible for guests, or could be. */
export interface SponsorRecord {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'de' | 'en';
  readonly organisationId: number;
  readonly managerId: number | null;
  readonly isMember: boolean;
  /** Not locked, not gone. */
  readonly active: boolean;
  readonly left: boolean;
}

const columns = `p.id, p.name, p.email, p.language, p.organisation_id as "organisationId", p.manager_id as "managerId",
  p.role <> 'guest' as "isMember", p.disabled_at is null as active, p.left_at is not null as left`;

const findOne = statement('directory.find-sponsor', `select ${columns} from directory.person p where p.id = $1`);
const findAdministrators = statement(
  'directory.find-administrators-of-organisation',
  `select ${columns} from directory.role_assignment r join directory.person p on p.id = r.person_id
   where r.role = 'organisation-administrator' and r.organisation_id = $1 and p.disabled_at is null order by p.id`,
);
const findPlatformAdministrators = statement(
  'directory.find-platform-administrators',
  `select ${columns} from directory.person p
   where p.role = 'platform-administrator' and p.disabled_at is null order by p.id`,
);
const findLeft = statement(
  'directory.find-left-sponsors',
  `select distinct g.sponsor_id as id from directory.guest g join directory.person p on p.id = g.sponsor_id
   where g.ended_at is null and (p.left_at is not null or p.role = 'guest')`,
);

export interface SponsorReader {
  byId(id: number, q?: Queryable): Promise<SponsorRecord | undefined>;
  /** Those of the nearest organisation on the way up that has any, else those of the platform. */
  administratorsFor(organisationIds: readonly number[], q?: Queryable): Promise<SponsorRecord[]>;
  /** Sponsors who have left and whose guests nobody has taken over. */
  left(): Promise<number[]>;
}

export function createSponsorReader(db: Queryable): SponsorReader {
  return {
    byId: async (id, q = db) => (await q.query<SponsorRecord>(findOne, [id]))[0],
    async administratorsFor(organisationIds, q = db) {
      for (const id of organisationIds) {
        const found = await q.query<SponsorRecord>(findAdministrators, [id]);
        if (found.length > 0) return found;
      }
      return q.query<SponsorRecord>(findPlatformAdministrators);
    },
    left: async () => (await db.query<{ id: number }>(findLeft)).map(({ id }) => id),
  };
}
