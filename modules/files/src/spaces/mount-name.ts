import type { FilesContext } from '../context.ts';
import { freeName, nameKey } from '../names.ts';
import { readPersonRoot } from '../queries/person-root.ts';

/**
 * What a space's folder is called in a person's root: as the space, or with a number where that is taken. `leaving` is the
 * node of a mount that makes room.
 */
export async function mountNameFor(
  context: FilesContext,
  personId: number,
  wanted: string,
  leaving?: number,
): Promise<string> {
  const { personal, projects } = await readPersonRoot(context, personId);
  const children = await context.db.query<{ name_key: string }>(
    'select name_key from files.node where parent_id = $1 and starts_with(name_key, $2)',
    [personal.row.id, nameKey(wanted)],
  );
  return freeName(
    wanted,
    new Set([
      ...children.map((row) => row.name_key),
      ...projects.filter(({ row }) => row.id !== leaving).map((project) => nameKey(project.space.mountName)),
    ]),
  );
}
