import type { Queryable } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import { parseCsv } from './csv/parse-csv.ts';
import { readCsv } from './csv/read-csv.ts';
import { connectLdap } from './ldap/ldap-connection.ts';
import { readAll, readChanges } from './ldap/read-ldap.ts';
import type { KnownEntries } from './ldap/read-ldap.ts';
import { uploadNotFound, wrongSourceKind } from './source-errors.ts';
import type { SourceRow } from './source-reader.ts';
import type { SourceSnapshot } from './source-record.ts';
import type { RunMode } from './source-run-store.ts';
import { secretContext } from './source-secrets.ts';
import type { SourceSecrets } from './source-secrets.ts';
import type { CsvSettings, LdapSettings } from './source-settings.ts';

const knownPeople = statement(
  'directory.known-source-people',
  `select external_id as "externalId", stamp, reference, state = 'present' as present from directory.source_person
   where source_id = $1`,
);
const knownGroups = statement(
  'directory.known-source-groups',
  'select external_id as "externalId", stamp from directory.source_group where source_id = $1',
);
const lastUpload = statement(
  'directory.last-source-upload',
  'select content from directory.source_upload where source_id = $1 order by id desc limit 1',
);

export interface ReadDeps {
  readonly db: Queryable;
  readonly secrets: SourceSecrets;
  now(): number;
}

/** What the source says now. */
export async function readSource(
  { db, secrets, now }: ReadDeps,
  source: SourceRow,
  mode: RunMode,
  signal: AbortSignal,
): Promise<SourceSnapshot> {
  if (source.kind === 'csv') {
    const [upload] = await db.query<{ content: Buffer }>(lastUpload, [source.id]);
    if (!upload) throw uploadNotFound();
    return readCsv(parseCsv(upload.content), source.settings as CsvSettings);
  }
  if (source.kind !== 'ldap') throw wrongSourceKind();
  const settings = source.settings as LdapSettings;
  await using connection = await connectLdap(settings, openSecret(secrets, source), signal);
  if (mode === 'full') return await readAll(connection, settings, now());
  return await readChanges(connection, settings, now(), await readKnown(db, source.id));
}

export function openSecret(secrets: SourceSecrets, { id, secret }: SourceRow): string | null {
  return secret === null ? null : secrets.open(secret, secretContext(id)).toString('utf8');
}

async function readKnown(db: Queryable, sourceId: number): Promise<KnownEntries> {
  type Known = { externalId: string; stamp: string | null; reference: string | null; present: boolean };
  const people = await db.query<Known>(knownPeople, [sourceId]);
  const groups = await db.query<{ externalId: string; stamp: string | null }>(knownGroups, [sourceId]);
  return {
    people: new Map(people.map((person) => [person.externalId, person])),
    groups: new Map(groups.map(({ externalId, stamp }) => [externalId, stamp])),
  };
}
