import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDomainError, isPlatformAdministrator, type PersonActor } from '@landescloud/kernel';
import { type BlobStore, createFolderBlobs } from '@landescloud/platform/blobs';
import type { Database, Transaction } from '@landescloud/platform/database';
import { createEvents, createHints, type Hints } from '@landescloud/platform/events';
import { createJobs, type Jobs } from '@landescloud/platform/jobs';
import { createMail } from '@landescloud/platform/mail';
import type { NewNotification } from '@landescloud/platform/notifications';
import { createScanner, type Scanner } from '@landescloud/platform/scan';
import { createTestDatabase } from '@landescloud/testing/test-database';
import { until } from '@landescloud/testing/until';
import { checkFiles, createFiles, type Files, type FilesDirectory } from '../src/index.ts';

export interface FilesFixture extends AsyncDisposable {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly jobs: Jobs;
  readonly hints: Hints;
  readonly files: Files;
  readonly anna: PersonActor;
  readonly bernd: PersonActor;
  /** What people were told. */
  readonly told: readonly NewNotification[];
  readonly clock: { time: number; now(): number };
  /** Fails unless every rule of `landescloud check` holds. */
  assertWhole(): Promise<void>;
}

/** The module through its door, on a database of its own. */
export async function filesFixture({ scanner }: { scanner?: Scanner } = {}): Promise<FilesFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-files-'));
  const { db, drop } = await createTestDatabase();
  const [anna, bernd] = await addPeople(db);
  const blobs = await createFolderBlobs(join(folder, 'blobs'));
  const clock = { time: Date.now(), now: () => clock.time };
  const [events, hints, jobs] = [createEvents(db), createHints(db), createJobs(db)];
  const mail = createMail({
    db,
    jobs,
    events,
    clock,
    smtpUrl: null,
    sender: { name: 'Test', address: 'test@example.org' },
  });
  const told: NewNotification[] = [];
  const files: Files = createFiles({
    db,
    blobs,
    events,
    hints,
    jobs,
    directory: directoryOf(db),
    mail,
    link: (path) => `http://localhost${path}`,
    scanner: scanner ?? createScanner({ address: null, maxBytes: 0, clock }),
    notify: async (_tx: Transaction, more: readonly NewNotification[]) => void told.push(...more),
    clock,
    leaveShare: ({ personId }, nodeId) =>
      db.transaction((tx) => files.grants.share(tx, nodeId, [{ granteeId: personId, roles: [] }])),
  });
  return {
    db,
    blobs,
    jobs,
    hints,
    files,
    anna,
    bernd,
    clock,
    told,
    async assertWhole() {
      const { faults } = await checkFiles(db, blobs, { quick: false });
      assert.deepEqual(faults, []);
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addPeople(db: Database): Promise<[PersonActor, PersonActor]> {
  const [land] = await db.query<{ id: number }>(
    `insert into directory.organisation (key, name) values ('land', 'Land') returning id`,
  );
  const organisationId = (land as { id: number }).id;
  const add = async (login: string, name: string): Promise<PersonActor> => {
    const [row] = await db.query<{ id: number }>(
      'insert into directory.person (login, name, organisation_id) values ($1, $2, $3) returning id',
      [login, name, organisationId],
    );
    return {
      kind: 'person',
      personId: (row as { id: number }).id,
      login,
      name,
      organisationId,
      role: 'member',
      assignments: [],
      client: 'dav',
    };
  };
  return [await add('anna', 'Anna Petersen'), await add('bernd', 'Bernd Schulz')];
}

function directoryOf(db: Database): FilesDirectory {
  const person = async (column: 'id' | 'login', value: number | string) => {
    const [row] = await db.query<{ id: number; login: string; name: string; organisation_id: number; role: string }>(
      `select * from directory.person where ${column} = $1`,
      [value],
    );
    return row === undefined
      ? null
      : {
          personId: row.id,
          login: row.login,
          name: row.name,
          organisationId: row.organisation_id,
          guest: row.role === 'guest',
        };
  };
  return {
    byIds: async (ids) => {
      const rows = await db.query<{ id: number; login: string; name: string }>(
        'select * from directory.person where id = any ($1)',
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row]));
    },
    byId: (id) => person('id', id),
    byLogin: (login) => person('login', login),
    organisationByKey: async (key) =>
      (await db.query<{ id: number }>('select id from directory.organisation where key = $1', [key]))[0] ?? null,
    organisationQuota: async (id, q) => {
      const rows = await q.query<{ quota: number | null }>(
        'select quota_bytes as quota from directory.organisation where id = $1',
        [id],
      );
      return rows[0]?.quota ?? null;
    },
    trashDays: async () => {
      const rows = await db.query<{ id: number; days: number }>(
        `select organisation_id as id, value::int as days from directory.organisation_rule where rule = 'retention.trash_days'`,
      );
      return new Map(rows.map(({ id, days }) => [id, days]));
    },
    deletionDays: async () => {
      const rows = await db.query<{ id: number; days: number }>(
        `select organisation_id as id, value::int as days from directory.organisation_rule where rule = 'retention.deletion_days'`,
      );
      return { usual: 3650, ruled: new Map(rows.map(({ id, days }) => [id, days])) };
    },
    releaseRules: async (id) => {
      const rows = await db.query<{ rule: string; value: string }>(
        `select rule, value #>> '{}' as value from directory.organisation_rule where organisation_id = $1 and rule like 'release.%'`,
        [id],
      );
      const set = Object.fromEntries(rows.map(({ rule, value }) => [rule.slice('release.'.length), value]));
      return { check: 'outside-where-possible', unscannable: 'mark', kinds: 'any', ...set };
    },
    organisationAdministered: async (actor, key) => {
      const [row] = await db.query<{ id: number }>('select id from directory.organisation where key = $1', [key]);
      const administered =
        isPlatformAdministrator(actor) ||
        (actor.kind === 'person' && actor.assignments.some(({ organisationId }) => organisationId === row?.id));
      return row === undefined ? null : { id: row.id, administered };
    },
    organisationKeys: async (ids) => {
      const rows = await db.query<{ id: number; key: string }>(
        'select id, key from directory.organisation where id = any ($1)',
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.key]));
    },
    guestSharing: async () => 'allowed',
    spaceRules: async (id) => {
      const rows = await db.query<{ rule: string; value: never }>(
        'select rule, value from directory.organisation_rule where organisation_id = $1',
        [id],
      );
      const rules = new Map(rows.map(({ rule, value }) => [rule, value]));
      return {
        projects: rules.get('projects.create') ?? 'administrators',
        exchange: rules.get('exchange.create') ?? 'members',
        exchangeLongestDays: rules.get('exchange.longest_days') ?? 180,
        remindDays: rules.get('exchange.remind_days') ?? 14,
        projectKeptDays: rules.get('projects.kept_days') ?? 180,
        exchangeKeptDays: rules.get('exchange.kept_days') ?? 30,
      };
    },
    administered: async (actor) =>
      actor.kind === 'system' || actor.role === 'platform-administrator'
        ? null
        : actor.assignments
            .filter(({ role }) => role === 'organisation-administrator')
            .map(({ organisationId }) => organisationId),
    pathUp: async (id) => [id],
    subtree: async (id) => [id],
    finds: async () => true,
    contacts: async (ids) => {
      const rows = await db.query<{ personId: number; name: string; email: string; language: 'de' | 'en' }>(
        `select id as "personId", name, email, language from directory.person where id = any ($1) and email is not null`,
        [ids],
      );
      return rows;
    },
    administratorsOf: async (id) => {
      const rows = await db.query<{ id: number }>(
        `select person_id as id from directory.role_assignment where organisation_id = $1 and role = 'organisation-administrator'`,
        [id],
      );
      return rows.map((row) => row.id);
    },
  };
}

/** Runs a job of files, and what it asks for, to its end. */
export async function runJob({ db, jobs }: Pick<FilesFixture, 'db' | 'jobs'>, name: string): Promise<void> {
  await jobs.enqueue(db, name, {});
  const open = `select last_error as error from jobs.jobs where task_identifier like 'files.%' or task_identifier = 'mail.send'`;
  await until(async () => {
    const left = await db.query<{ error: string | null }>(open);
    for (const { error } of left) assert.equal(error, null);
    return left.length === 0;
  });
}

/** A body of its own for each call. */
export async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Plain PUT of a text. */
export function put(
  files: Files,
  actor: PersonActor,
  path: string,
  text: string,
): ReturnType<Files['contents']['write']> {
  return files.contents.write(actor, {
    place: { path: path.split('/') },
    onConflict: 'replace',
    source: bytes(text),
    length: Buffer.byteLength(text),
    checksums: [],
  });
}

export async function readText(files: Files, actor: PersonActor, path: string): Promise<string> {
  const content = await files.contents.open(actor, { path: path.split('/') });
  if (content.size === 0) return '';
  const body = content.read(0, content.size - 1);
  if (Buffer.isBuffer(body)) return body.toString();
  return Buffer.concat(await body.toArray()).toString();
}

export async function names(files: Files, actor: PersonActor, path: string): Promise<string[]> {
  const { children } = await files.nodes.list(actor, { path: path === '' ? [] : path.split('/') });
  return children.map((child) => child.name);
}

/** For assert.rejects. */
export const refusedAs =
  (code: string) =>
  (error: unknown): boolean =>
    isDomainError(error) && error.code === code;
