import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import { readHead } from './entry-writer.ts';

/** Where the chain was on a day: the entry with this id has this hash. */
export interface Anchor {
  /** '2026-11-23', UTC. */
  readonly day: string;
  readonly id: number;
  /** Hexadecimal. */
  readonly hash: string;
  readonly at: number;
}

const drop = statement(
  'audit.anchor',
  `insert into audit.anchor (day, id, hash, at) values ($1, $2, $3, $4) on conflict (day) do nothing`,
);
const columns = `day, id, encode(hash, 'hex') as hash, at`;
const ofDay = statement('audit.anchor_of_day', `select ${columns} from audit.anchor where day = $1`);

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/**
 * Anchors the chain where it is now, once a day: in the table, whose commit puts everything before it on the disk too, and then
 * in a file of the folder. Later calls of the day change nothing.
 */
export async function dropAnchor(db: Database, folder: string, clock: Clock): Promise<void> {
  const head = await readHead(db);
  if (head.id === 0) return;
  const at = clock.now();
  const day = dayOf(at);
  await db.query(drop, [day, head.id, head.hash, at]);
  const [anchor] = await db.query<Anchor>(ofDay, [day]);
  if (anchor !== undefined) await writeAnchor(folder, anchor);
}

/** On the disk under its name, whole, when this resolves. A file that is there already stays as it is. */
async function writeAnchor(folder: string, anchor: Anchor): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${anchor.day}.json`);
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w', 0o400);
  try {
    await file.writeFile(`${JSON.stringify(anchor)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export async function readAnchors(db: Database): Promise<Anchor[]> {
  return db.query<Anchor>(`select ${columns} from audit.anchor order by day`);
}

/** By day; null: the file says something else than an anchor of that day. */
export async function readAnchorFiles(folder: string): Promise<Map<string, Anchor | null>> {
  const found = new Map<string, Anchor | null>();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.toSorted()) {
    const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1];
    if (day !== undefined) found.set(day, parseAnchor(day, await readFile(join(folder, name), 'utf8')));
  }
  return found;
}

function parseAnchor(day: string, text: string): Anchor | null {
  try {
    const anchor = JSON.parse(text) as Anchor;
    return anchor.day === day && Number.isSafeInteger(anchor.id) && /^[0-9a-f]{64}$/.test(anchor.hash) ? anchor : null;
  } catch {
    return null;
  }
}

export function sameAnchor(a: Anchor, b: Anchor): boolean {
  return a.day === b.day && a.id === b.id && a.hash === b.hash && a.at === b.at;
}
