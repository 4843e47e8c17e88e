import { type Actor, isPlatformAdministrator } from '@landescloud/kernel';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { deletionListNotFound } from '../errors.ts';
import { requireAdministered } from './classes.ts';
import { deletionLines } from './deletion-csv.ts';
import type { DeletionSummary, Retention } from './retention-door.ts';

const SUMMARY = `select l.id, s.name as "spaceName", l.kind, l.reason, l.at, l.files, l.bytes
  from files.deletion_list l join files.space s on s.id = l.space_id`;

type Deletions = Pick<Retention, 'deletions' | 'deletion' | 'deletionCsv'>;

/** The lists of what was deleted by rule. */
export function deletions({ db }: FilesContext, directory: FilesDirectory): Deletions {
  async function find(actor: Actor, listId: number): Promise<DeletionSummary> {
    const [list] = await db.query<DeletionSummary & { organisationId: number; managers: number[] }>(
      `select s.*, l.organisation_id as "organisationId", l.managers from (${SUMMARY} where l.id = $1) s
       join files.deletion_list l on l.id = s.id`,
      [listId],
    );
    if (list === undefined) throw deletionListNotFound();
    const { organisationId, managers, ...summary } = list;
    const managed = actor.kind === 'person' && managers.includes(actor.personId);
    const administered = managed || isPlatformAdministrator(actor) ? null : await directory.administered(actor);
    if (administered !== null && !administered.includes(organisationId)) throw deletionListNotFound();
    return summary;
  }

  return {
    async deletions(actor, organisationKey, { offset, limit }) {
      const id = await requireAdministered(directory, actor, organisationKey);
      const below = await directory.subtree(id);
      const items = await db.query<DeletionSummary>(
        `${SUMMARY} where l.organisation_id = any ($1) order by l.id desc offset $2 limit $3`,
        [below, offset, limit],
      );
      const [counted] = await db.query<{ total: number }>(
        'select count(*) as total from files.deletion_list where organisation_id = any ($1)',
        [below],
      );
      return { total: counted?.total ?? 0, items };
    },

    async deletion(actor, listId, { offset, limit }) {
      const summary = await find(actor, listId);
      const items = await db.query<{ path: string; size: number; changedAt: number; sha256: string | null }>(
        `select path, size, changed_at as "changedAt", encode(sha256, 'hex') as sha256
         from files.deletion_entry where list_id = $1 order by path collate files.people, node_id offset $2 limit $3`,
        [listId, offset, limit],
      );
      return { ...summary, items };
    },

    async deletionCsv(actor, listId) {
      await find(actor, listId);
      return deletionLines(db, listId);
    },
  };
}
