import { createHash, randomBytes } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { cleanText } from './clean-values.ts';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps } from './source-deps.ts';
import { tokenNotFound, wrongSourceKind } from './source-errors.ts';
import { invalid } from '../errors.ts';

/** What a SCIM client signs in with; the token itself is shown once. Times in milliseconds since 1970. */
export interface SourceToken {
  readonly id: number;
  readonly label: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

const insertToken = statement(
  'directory.insert-source-token',
  `insert into directory.source_token (source_id, label, token_hash, created_by, created_at)
   values ($1, $2, $3, $4, $5) returning id`,
);
const listTokens = statement(
  'directory.list-source-tokens',
  `select id, label, created_at as "createdAt", last_used_at as "lastUsedAt" from directory.source_token
   where source_id = $1 order by id`,
);
const deleteToken = statement(
  'directory.delete-source-token',
  'delete from directory.source_token where id = $1 and source_id = $2 returning label',
);
const findToken = statement(
  'directory.find-source-token',
  `select t.id, t.source_id as "sourceId", t.last_used_at as "lastUsedAt" from directory.source_token t
   where t.token_hash = $1`,
);
const useToken = statement(
  'directory.use-source-token',
  'update directory.source_token set last_used_at = $2 where id = $1',
);

const prefix = 'scim_';
/** Noted once in a while: a write for each request would cost more than it tells. */
const noteEveryMs = 60_000;

export function createToken(deps: SourceDeps) {
  return async (actor: PersonActor, id: number, label: string): Promise<SourceToken & { token: string }> => {
    const { source } = await administeredSource(deps, actor, id);
    if (source.kind !== 'scim') throw wrongSourceKind();
    const cleaned = cleanText(label, 'label', 100);
    if ('problem' in cleaned || cleaned.value === null) throw invalid('label', 'Give the token a name.');
    const name = cleaned.value;
    const token = prefix + randomBytes(32).toString('base64url');
    const now = new Date(deps.clock.now());
    return deps.db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: number }>(insertToken, [id, name, hashToken(token), actor.personId, now]);
      const about = { subject: `source:${id}`, organisationId: source.organisationId };
      await deps.record(tx, actor, [{ type: 'directory.source_token_created', ...about, data: { label: name } }]);
      return { id: row?.id ?? 0, label: name, createdAt: now.getTime(), lastUsedAt: null, token };
    });
  };
}

export async function sourceTokens(q: Queryable, sourceId: number): Promise<SourceToken[]> {
  type Row = { id: number; label: string; createdAt: Date; lastUsedAt: Date | null };
  const rows = await q.query<Row>(listTokens, [sourceId]);
  return rows.map(({ id, label, createdAt, lastUsedAt }) => ({
    id,
    label,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
  }));
}

export function revokeToken(deps: SourceDeps) {
  return async (actor: PersonActor, id: number, tokenId: number): Promise<void> => {
    const { source } = await administeredSource(deps, actor, id);
    await deps.db.transaction(async (tx) => {
      const [row] = await tx.query<{ label: string }>(deleteToken, [tokenId, id]);
      if (!row) throw tokenNotFound();
      const about = { subject: `source:${id}`, organisationId: source.organisationId };
      await deps.record(tx, actor, [{ type: 'directory.source_token_revoked', ...about, data: { label: row.label } }]);
    });
  };
}

/** Whose token it is; undefined for anything else. Looked up each time: a revoked one ends at once. */
export async function tokenSource(q: Queryable, header: string | undefined, now: number): Promise<number | undefined> {
  const [, token] = /^bearer +(scim_[\w-]{43})$/i.exec(header ?? '') ?? [];
  if (token === undefined) return undefined;
  type Row = { id: number; sourceId: number; lastUsedAt: Date | null };
  const [row] = await q.query<Row>(findToken, [hashToken(token)]);
  if (row && now - (row.lastUsedAt?.getTime() ?? 0) > noteEveryMs) await q.query(useToken, [row.id, new Date(now)]);
  return row?.sourceId;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
