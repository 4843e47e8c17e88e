import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statusOfKind } from '@landescloud/platform/http';
import { listSources } from '../architecture/check-architecture.ts';
import type { Violation } from '../architecture/violation.ts';
import { scanErrorCodes } from './scan-error-codes.ts';

const explanationsFile = 'docs/errors.json';

export interface ErrorsDocument {
  readonly text: string;
  readonly violations: readonly Violation[];
}

/** docs/errors.md from the codes in the source and the sentences of docs/errors.json; both must have the same codes. */
export function makeErrorsDocument(root: string): ErrorsDocument {
  const explanations: Record<string, string> = JSON.parse(readFileSync(join(root, explanationsFile), 'utf8'));
  const { kinds, violations } = scanProduct(root);
  for (const code of Object.keys(explanations).filter((known) => !kinds.has(known))) {
    violations.push({ file: explanationsFile, line: 1, message: `explains ${code}, which no code makes any more` });
  }
  const rows = [...kinds].sort(byCode).map(([code, { kind, place }]) => {
    const explanation = explanations[code];
    if (!explanation) violations.push({ ...place, message: `${code} has no sentence in ${explanationsFile}` });
    return `| \`${code}\` | ${(statusOfKind as Readonly<Record<string, number>>)[kind] ?? kind} | ${explanation ?? ''} |`;
  });
  return { text: `${head}${rows.join('\n')}\n`, violations };
}

interface Found {
  readonly kind: string;
  readonly place: { readonly file: string; readonly line: number };
}

function scanProduct(root: string): { kinds: Map<string, Found>; violations: Violation[] } {
  const kinds = new Map<string, Found>();
  const violations: Violation[] = [];
  const product = listSources(root).filter(
    (path) => /^(apps\/server|modules|platform|libs)\//.test(path) && !/\.test\.ts$|\/test\/|-contract\.ts$/.test(path),
  );
  for (const file of product) {
    const { codes, unreadable } = scanErrorCodes(readFileSync(join(root, file), 'utf8'));
    for (const line of unreadable)
      violations.push({ file, line, message: 'write the code of a DomainError as a literal' });
    for (const { code, kind, line } of codes) {
      const known = kinds.get(code);
      if (known && known.kind !== kind) {
        violations.push({ file, line, message: `${code} is ${kind} here and ${known.kind} in ${known.place.file}` });
      }
      kinds.set(code, known ?? { kind, place: { file, line } });
    }
  }
  return { kinds, violations };
}

const byCode = ([a]: [string, Found], [b]: [string, Found]): number => (a < b ? -1 : 1);

const head = `# Errors

Every expected failure has a stable code. The JSON API answers it as problem+json (RFC 9457) in \`code\`; WebDAV answers the
same status with the DAV condition element that clients know. Programs should go by the code, never by the text. What you may
not see looks as if it did not exist (404). An unexpected failure is a 500 without text but with an occurrence id, which is in
the server's log. A client error has changed nothing.

This page is made by \`npm run verify -- --fix\` from the codes in the source and the sentences in \`docs/errors.json\`.

| code | status | meaning |
|---|---|---|
`;
