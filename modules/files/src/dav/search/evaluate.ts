import { DavError } from '@landescloud/platform/dav';
import type { SearchCondition, SearchRequest, XmlName } from '@landescloud/webdav-xml';
import type { Located } from '../../files.ts';
import type { NodeView } from '../../views.ts';

type Value = string | number | null;

const values: Readonly<Record<string, (node: NodeView) => Value>> = {
  displayname: (node) => node.name,
  getcontenttype: (node) => (node.kind === 'folder' ? 'httpd/unix-directory' : node.mime),
  getlastmodified: (node) => Math.floor(node.mtime / 1000),
  creationdate: (node) => Math.floor(node.createdAt / 1000),
  creation_time: (node) => Math.floor(node.createdAt / 1000),
  upload_time: (node) => Math.floor(node.uploadedAt / 1000),
  // When a photo was taken is not read from it yet; clients that order by it get the file's own time.
  'metadata-photos-original_date_time': (node) => Math.floor(node.mtime / 1000),
  size: (node) => node.size,
  getcontentlength: (node) => (node.kind === 'file' ? node.size : null),
  fileid: (node) => node.id,
  favorite: (node) => (node.favourite ? 1 : 0),
  'owner-id': (node) => node.ownerLogin,
  getetag: (node) => `"${node.etag}"`,
};

/** Whether the condition holds for a node (RFC 5323 section 5.5). */
export function holds(condition: SearchCondition, located: Located): boolean {
  const { node } = located;
  if (condition.kind === 'and' || condition.kind === 'or') {
    const part = (c: SearchCondition): boolean => holds(c, located);
    return condition.kind === 'and' ? condition.parts.every(part) : condition.parts.some(part);
  }
  if (condition.kind === 'not') return !holds(condition.part, located);
  if (condition.kind === 'is-collection') return node.kind === 'folder';
  const value = valueOf(condition.property, node);
  if (value === null) return false;
  if (condition.operator === 'like') return like(String(value), condition.literal);
  const order = compare(value, literalFor(value, condition.literal));
  if (condition.operator === 'eq') return order === 0;
  if (condition.operator === 'lt') return order < 0;
  if (condition.operator === 'lte') return order <= 0;
  return condition.operator === 'gt' ? order > 0 : order >= 0;
}

export function compareBy(order: SearchRequest['order']): (a: Located, b: Located) => number {
  return (a, b) => {
    for (const { property, descending } of order) {
      const result = compare(valueOf(property, a.node), valueOf(property, b.node));
      if (result !== 0) return descending ? -result : result;
    }
    return a.node.id - b.node.id;
  };
}

/** A property that nodes do not have is unknown, and what is asked of it does not hold (RFC 5323 section 5.5.3). */
function valueOf({ name }: XmlName, node: NodeView): Value {
  const read = Object.hasOwn(values, name) ? values[name] : undefined;
  return read === undefined ? null : read(node);
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}

/** Numbers and times are compared as numbers: seconds, or a date in any usual form. */
function literalFor(value: Value, literal: string): Value {
  const text = literal.trim();
  if (typeof value !== 'number') return text;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (['true', 'yes', 'false', 'no'].includes(text)) return text === 'true' || text === 'yes' ? 1 : 0;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new DavError(422, 'dav.search_literal_invalid', 'A value of the search cannot be read.');
  return Math.floor(time / 1000);
}

/** '%' for any run of characters, '_' for one, without regard to case. Linear in pieces, so no pattern is slow. */
export function like(text: string, pattern: string): boolean {
  const folded = text.normalize('NFC').toLowerCase();
  const pieces = pattern.normalize('NFC').toLowerCase().split('%');
  const [first = '', ...rest] = pieces;
  if (!fitsAt(folded, first, 0)) return false;
  if (rest.length === 0) return folded.length === first.length;
  let position = first.length;
  for (const [index, piece] of rest.entries()) {
    if (index === rest.length - 1)
      return folded.length - piece.length >= position && fitsAt(folded, piece, folded.length - piece.length);
    while (position + piece.length <= folded.length && !fitsAt(folded, piece, position)) position += 1;
    if (position + piece.length > folded.length) return false;
    position += piece.length;
  }
  return true;
}

function fitsAt(text: string, piece: string, position: number): boolean {
  if (position + piece.length > text.length) return false;
  for (let i = 0; i < piece.length; i++) if (piece[i] !== '_' && piece[i] !== text[position + i]) return false;
  return true;
}
