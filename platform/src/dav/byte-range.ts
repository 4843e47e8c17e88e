export interface ByteRange {
  /** First and last byte, both included. */
  readonly start: number;
  readonly end: number;
}

/**
 * The Range header against a content of `size` bytes (RFC 9110 section 14.2). 'whole': answer 200 with everything
 * (no header, another unit, or several ranges, which a server may answer so). 'unsatisfiable': 416.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  if (header === undefined) return 'whole';
  const unit = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*=(.*)$/is.exec(header);
  if (unit === null) return 'unsatisfiable';
  if (unit[1]?.toLowerCase() !== 'bytes') return 'whole';
  const ranges: (ByteRange | null)[] = [];
  for (const part of (unit[2] ?? '').split(',')) {
    const spec = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(part);
    if (spec === null || (spec[1] === '' && spec[2] === '')) return 'unsatisfiable';
    const first = spec[1] === '' ? null : Number(spec[1]);
    const last = spec[2] === '' ? null : Number(spec[2]);
    if (first !== null && last !== null && last < first) return 'unsatisfiable';
    ranges.push(rangeOf(first, last, size));
  }
  const satisfiable = ranges.filter((r) => r !== null);
  if (satisfiable.length === 0) return 'unsatisfiable';
  return ranges.length === 1 ? (satisfiable[0] ?? 'whole') : 'whole';
}

function rangeOf(first: number | null, last: number | null, size: number): ByteRange | null {
  if (first === null) {
    const length = Math.min(last ?? 0, size);
    return length === 0 ? null : { start: size - length, end: size - 1 };
  }
  if (first >= size) return null;
  return { start: first, end: Math.min(last ?? size - 1, size - 1) };
}
