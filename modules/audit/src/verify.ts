import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@landescloud/platform/database';
import type { Anchor } from './anchors.ts';
import { readAnchorFiles, readAnchors, sameAnchor } from './anchors.ts';
import { redactedType } from './audit-events.ts';
import { genesis, linkHash, payloadHash } from './chain.ts';
import type { ChainRow } from './chain-reader.ts';
import { readChain } from './chain-reader.ts';
import { readHead } from './entry-writer.ts';

export interface AuditFault {
  /**
   * 'changed' entries do not fit their hash, 'missing' ones are not there ('tail': at the end), an 'anchor' says something
   * else, 'redacted' payloads were deleted without a word.
   */
  readonly kind: 'changed' | 'missing' | 'tail' | 'anchor' | 'redacted';
  /** The entry, or the first of several. */
  readonly id: number | null;
  /** For the operator. */
  readonly text: string;
}

export interface AuditReport {
  readonly entries: number;
  /** Entries whose payload was deleted in time; the chain holds all the same. */
  readonly redacted: number;
  readonly anchors: number;
  /** The first is the first in the chain; at most 100. */
  readonly faults: readonly AuditFault[];
}

export interface VerifyDeps {
  readonly db: Database;
  readonly folder: string;
  /** The last event of the outbox that was handed to the log. */
  position(): Promise<number | null>;
}

const mostFaults = 100;
/** An anchor's file comes a moment after its row. */
const fileIsLate = 1_000;
/** And the word of a deletion a moment after it. */
const wordIsLate = 3_000;

/** Walks the whole chain, page by page, while others append to it. */
export async function verifyAudit({ db, folder, position }: VerifyDeps): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  const report = (kind: AuditFault['kind'], id: number | null, text: string) => {
    if (faults.length < mostFaults) faults.push({ kind, id, text });
  };
  // In this order: what comes later knows at least as much, so that nothing seems missing that is only on its way.
  const files = await readAnchorFiles(folder);
  const delivered = await position();
  const rows = await readAnchors(db);
  const head = await readHead(db);
  const anchors = new Map<number, Anchor[]>();
  for (const row of rows) anchors.set(row.id, [...(anchors.get(row.id) ?? []), row]);
  for (const file of files.values()) if (file !== null) anchors.set(file.id, [...(anchors.get(file.id) ?? []), file]);

  let entries = 0;
  let redacted = 0;
  let told = 0;
  let previous: Pick<ChainRow, 'id' | 'eventId' | 'hash'> = { id: 0, eventId: 0, hash: genesis };
  for await (const row of readChain(db, head.id)) {
    entries += 1;
    if (row.salt === null) redacted += 1;
    told += toldBy(row);
    if (row.id !== previous.id + 1) report('missing', previous.id + 1, missing(previous.id + 1, row.id - 1));
    const wrong = wrongIn(row, previous);
    if (wrong !== null) report('changed', row.id, `entry ${row.id}: ${wrong}`);
    for (const { day, hash } of anchors.get(row.id) ?? []) {
      if (hash !== row.hash.toString('hex'))
        report('anchor', row.id, `entry ${row.id} is not what the anchor of ${day} says`);
    }
    anchors.delete(row.id);
    previous = row;
  }

  if (redacted > told) {
    await sleep(wordIsLate);
    for await (const row of readChain(db, Number.MAX_SAFE_INTEGER, head.id)) told += toldBy(row);
  }
  if (redacted > told) {
    report('redacted', null, `${redacted} entries have lost what they said, but only ${told} deletions were recorded`);
  }
  if (previous.id < head.id) report('tail', previous.id + 1, `${missing(previous.id + 1, head.id)} at the end`);
  else if (!previous.hash.equals(head.hash))
    report('tail', head.id, `entry ${head.id} is not what the chain ended with`);
  if (delivered !== null && delivered > Math.max(head.eventId, previous.eventId)) {
    report(
      'tail',
      previous.id + 1,
      `entries after ${previous.id} are missing: events up to ${delivered} were delivered`,
    );
  }
  for (const [id, left] of anchors) {
    for (const { day } of left) report('anchor', id, `the anchor of ${day} knows entry ${id}, which is not there`);
  }
  for (const text of await compareAnchors(rows, files, folder)) report('anchor', null, text);
  return { entries, redacted, anchors: rows.length, faults };
}

function toldBy({ type, payload }: ChainRow): number {
  if (type !== redactedType || payload === null) return 0;
  const { entries } = JSON.parse(payload.data) as { entries?: unknown };
  return typeof entries === 'number' ? entries : 0;
}

/** A break is told where it is: the next entry is held against the hash that stands before it. */
function wrongIn(row: ChainRow, previous: Pick<ChainRow, 'id' | 'eventId' | 'hash'>): string | null {
  if (row.salt === null && row.payload !== null) return 'has no salt but a payload';
  if (row.salt !== null && (row.payload === null || !payloadHash(row.salt, row.payload).equals(row.payloadHash))) {
    return 'what it says was changed';
  }
  // Behind a gap nobody knows the hash before.
  if (row.id !== previous.id + 1) return null;
  if (!linkHash(previous.hash, row.payloadHash, row).equals(row.hash)) return 'does not follow from the one before it';
  return row.eventId > previous.eventId ? null : 'is older than the one before it';
}

async function compareAnchors(
  rows: readonly Anchor[],
  files: Map<string, Anchor | null>,
  folder: string,
): Promise<string[]> {
  const texts: string[] = [];
  let known = files;
  if (rows.some(({ day }) => !files.has(day))) {
    await sleep(fileIsLate);
    known = await readAnchorFiles(folder);
  }
  for (const row of rows) {
    const file = known.get(row.day);
    if (file === undefined) texts.push(`the anchor of ${row.day} has no file`);
    else if (file !== null && !sameAnchor(row, file))
      texts.push(`the anchor of ${row.day} says another thing in its file`);
  }
  const days = new Set(rows.map(({ day }) => day));
  for (const [day, file] of files) {
    if (file === null) texts.push(`the file of the anchor of ${day} cannot be read`);
    if (!days.has(day)) texts.push(`the anchor of ${day} has a file but stands in no table`);
  }
  return texts;
}

function missing(first: number, last: number): string {
  return first === last ? `entry ${first} is missing` : `entries ${first} to ${last} are missing`;
}
