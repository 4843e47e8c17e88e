import { lineOf, withoutComments } from '../architecture/scan-imports.ts';

export interface ErrorCode {
  readonly code: string;
  /** The kind of the DomainError, or the HTTP status where the HTTP room answers by itself. */
  readonly kind: string;
  readonly line: number;
}

export interface ErrorScan {
  readonly codes: readonly ErrorCode[];
  /** Lines where an error is made whose code cannot be read from the source. */
  readonly unreadable: readonly number[];
}

const made = /new DomainError\(\s*([^,]+?)\s*,\s*([^,)]+)/g;
const answered = /status:\s*(\d{3}),\s*code:\s*'([a-z_]+\.[a-z0-9_]+)'/g;
/** Errors of WebDAV itself and of the protocols over it, with their status; files' codes in them are scanned where they are made. */
const davMade = /(?:new DavError\(\s*(\d{3}),|badRequest\()\s*'((?:dav|calendar|contacts)\.[a-z0-9_]+)'/g;
const literal = /^'([a-z_]+\.[a-z0-9_]+)'$/;

/** The codes of all errors that a source file makes. */
export function scanErrorCodes(source: string): ErrorScan {
  const text = withoutComments(source);
  const codes: ErrorCode[] = [];
  const unreadable: number[] = [];
  for (const match of text.matchAll(made)) {
    const line = lineOf(text, match.index);
    const code = literal.exec(match[2]?.trim() ?? '')?.[1];
    if (code === undefined) unreadable.push(line);
    else codes.push({ code, kind: (match[1] ?? '').replaceAll("'", ''), line });
  }
  for (const match of text.matchAll(answered)) {
    codes.push({ code: match[2] ?? '', kind: match[1] ?? '', line: lineOf(text, match.index) });
  }
  for (const match of text.matchAll(davMade)) {
    codes.push({ code: match[2] ?? '', kind: match[1] ?? '400', line: lineOf(text, match.index) });
  }
  return { codes, unreadable };
}
