import type { Actor } from '@landescloud/kernel';
import { invalid } from '../errors.ts';
import { checkedName } from '../input-rules.ts';
import { requireAdministers, requireSomeAdministration } from '../rights.ts';
import { organisationNotFound } from '../errors.ts';
import { checkSettings } from './check-settings.ts';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps } from './source-deps.ts';
import { sourceNotFound, wrongSourceKind } from './source-errors.ts';
import type { SourceKind, SourceRow } from './source-reader.ts';
import { secretContext } from './source-secrets.ts';
import type { LdapSettings } from './source-settings.ts';
import {
  forgetSourceStamps,
  insertSourceRow,
  removeSourceRow,
  updateSourceRow,
  writeLeavingAllowed,
  writeSourceSecret,
} from './source-writer.ts';

export interface NewSource {
  readonly organisationKey: string;
  readonly kind: SourceKind;
  readonly name: string;
  /** What is not said is as the preset has it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The password of an LDAP source. */
  readonly secret?: string;
}

/** Absent: stays as it is. */
export interface SourceUpdate {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secret?: string | null;
}

export function addSource(deps: SourceDeps) {
  const { db, trees, secrets, record } = deps;
  return async (actor: Actor, input: NewSource): Promise<number> => {
    requireSomeAdministration(actor);
    const tree = await trees.read(db);
    const organisation = tree.byKey(input.organisationKey);
    if (!organisation) throw organisationNotFound();
    requireAdministers(actor, tree, organisation.id);
    const name = checkedName(input.name);
    const settings = checkSettings(input.kind, input.settings ?? {});
    return db.transaction(async (tx) => {
      const id = await insertSourceRow(tx, { organisationId: organisation.id, kind: input.kind, name, settings });
      const { secret } = input;
      if (secret !== undefined && secret !== '')
        await writeSourceSecret(tx, id, secrets.seal(Buffer.from(secret), secretContext(id)));
      const data = { kind: input.kind, name };
      await record(tx, actor, [
        { type: 'directory.source_added', subject: `source:${id}`, organisationId: organisation.id, data },
      ]);
      return id;
    });
  };
}

export function updateSource(deps: SourceDeps) {
  const { db, sources, secrets, record } = deps;
  return async (actor: Actor, id: number, update: SourceUpdate): Promise<void> => {
    await administeredSource(deps, actor, id);
    await db.transaction(async (tx) => {
      const source = await sources.locked(id, tx);
      if (!source) throw sourceNotFound();
      const before = source.settings as Readonly<Record<string, unknown>>;
      const settings = update.settings ? checkSettings(source.kind, update.settings, before) : source.settings;
      requireSecretAgain(source, settings, update.secret);
      const name = update.name === undefined ? source.name : checkedName(update.name);
      const enabled = update.enabled ?? source.enabled;
      await updateSourceRow(tx, id, { name, settings, enabled });
      if (update.secret !== undefined) {
        const { secret } = update;
        const sealed = secret === null || secret === '' ? null : secrets.seal(Buffer.from(secret), secretContext(id));
        await writeSourceSecret(tx, id, sealed);
      }
      if (update.settings) await forgetSourceStamps(tx, id);
      // which, not what: settings name servers and people who administer them
      const data = { changed: Object.keys(update).sort() };
      await record(tx, actor, [
        { type: 'directory.source_changed', subject: `source:${id}`, organisationId: source.organisationId, data },
      ]);
    });
  };
}

export function removeSource(deps: SourceDeps) {
  const { db, sources, record } = deps;
  return async (actor: Actor, id: number): Promise<void> => {
    await administeredSource(deps, actor, id);
    await db.transaction(async (tx) => {
      const source = await sources.locked(id, tx);
      if (!source) throw sourceNotFound();
      await removeSourceRow(tx, id);
      const { organisationId, name } = source;
      await record(tx, actor, [
        { type: 'directory.source_removed', subject: `source:${id}`, organisationId, data: { name } },
      ]);
    });
  };
}

const allowedMs = 24 * 3_600_000;

/** For a day more people may leave at once than the brake lets through: what SCIM clients are stopped by. */
export function allowLeaving(deps: SourceDeps) {
  return async (actor: Actor, id: number): Promise<void> => {
    const { source } = await administeredSource(deps, actor, id);
    if (source.kind !== 'scim') throw wrongSourceKind();
    const until = new Date(deps.clock.now() + allowedMs);
    await deps.db.transaction(async (tx) => {
      await writeLeavingAllowed(tx, id, until);
      const about = { subject: `source:${id}`, organisationId: source.organisationId };
      await deps.record(tx, actor, [
        { type: 'directory.source_leaving_allowed', ...about, data: { until: until.getTime() } },
      ]);
    });
  };
}

/** A password that was entered for one server must not be sent to another by somebody who does not know it. */
export function requireSecretAgain(source: SourceRow, settings: unknown, secret: string | null | undefined): void {
  if (source.kind !== 'ldap' || source.secret === null || secret !== undefined) return;
  const before = source.settings as LdapSettings;
  const after = settings as LdapSettings;
  const same = (['url', 'startTls', 'ca', 'bindDn'] as const).every((field) => before[field] === after[field]);
  if (!same) throw invalid('secret', 'Enter the password again: it would be sent to another server, or otherwise.');
}
