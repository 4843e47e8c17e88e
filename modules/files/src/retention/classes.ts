import { type Actor, DomainError } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { notAdministered, organisationNotFound, retentionClassNotFound } from '../errors.ts';
import { eventActor } from '../tree/space-write.ts';
import type { NewRetentionClass, Retention, RetentionClass } from './retention-door.ts';
import type { RetentionDeps } from './retention.ts';

interface Row extends NewRetentionClass {
  readonly id: number;
  readonly organisationId: number;
  readonly uses: number;
}

const SELECT = `select c.id, c.organisation_id as "organisationId", c.name, c.months, c.action, c.warn_days as "warnDays",
    (select count(*) from files.retention r where r.class_id = c.id) as uses
  from files.retention_class c`;

export async function requireAdministered(directory: FilesDirectory, actor: Actor, key: string): Promise<number> {
  const organisation = await directory.organisationAdministered(actor, key);
  if (organisation === null) throw organisationNotFound();
  if (!organisation.administered) throw notAdministered();
  return organisation.id;
}

/** What may be chosen for spaces of the organisation: its own classes, and those from above. */
export async function choicesFor(
  { db }: Pick<FilesContext, 'db'>,
  directory: FilesDirectory,
  organisationId: number,
): Promise<{ id: number; name: string }[]> {
  const path = await directory.pathUp(organisationId);
  return db.query(
    `select id, name from files.retention_class where organisation_id = any ($1) and ended_at is null
     order by name collate files.people, id`,
    [path],
  );
}

type Classes = Pick<Retention, 'classes' | 'addClass' | 'endClass'>;

export function retentionClasses({ context, directory, events }: RetentionDeps): Classes {
  const { db, clock } = context;

  async function views(rows: readonly Row[]): Promise<RetentionClass[]> {
    const keys = await directory.organisationKeys([...new Set(rows.map((row) => row.organisationId))]);
    return rows.map(({ organisationId, ...row }) => ({ ...row, organisationKey: keys.get(organisationId) ?? '' }));
  }

  function record(tx: Queryable, actor: Actor, what: string, organisationId: number, data: object): Promise<void> {
    const [subject, at] = [`organisation:${organisationId}`, clock.now()];
    const event = { type: `files.${what}`, actor: eventActor(actor), organisationId, subject, data: { ...data }, at };
    return events.record(tx, [event]);
  }

  return {
    async classes(actor, organisationKey) {
      const id = await requireAdministered(directory, actor, organisationKey);
      const rows = await db.query<Row>(
        `${SELECT} where c.organisation_id = any ($1) and c.ended_at is null order by c.months, c.name, c.id`,
        [await directory.pathUp(id)],
      );
      return views(rows);
    },

    async addClass(actor, organisationKey, { name, months, action, warnDays }) {
      const id = await requireAdministered(directory, actor, organisationKey);
      const title = name.trim();
      return db.transaction(async (tx) => {
        const [made] = await tx.query<{ id: number }>(
          `insert into files.retention_class (organisation_id, name, months, action, warn_days, created_at)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
          [id, title, months, action, warnDays, clock.now()],
        );
        if (made === undefined) {
          throw new DomainError('Conflict', 'files.retention_class_exists', 'There is a class of this name already.');
        }
        const data = { classId: made.id, name: title, months, action, warnDays };
        await record(tx, actor, 'retention_class_added', id, data);
        const [view] = await views(await tx.query<Row>(`${SELECT} where c.id = $1`, [made.id]));
        return view as RetentionClass;
      });
    },

    async endClass(actor, organisationKey, classId) {
      const id = await requireAdministered(directory, actor, organisationKey);
      await db.transaction(async (tx) => {
        const ended = await tx.query(
          `update files.retention_class set ended_at = $3
           where id = $1 and organisation_id = $2 and ended_at is null returning id`,
          [classId, id, clock.now()],
        );
        if (ended.length === 0) throw retentionClassNotFound();
        await record(tx, actor, 'retention_class_ended', id, { classId });
      });
    },
  };
}
