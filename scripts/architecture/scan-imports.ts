export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone at run time: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean;
}

const statement = /^[ \t]*(import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"\n]+)['"]/gm;
const sideEffect = /^[ \t]*import\s*['"]([^'"\n]+)['"]/gm;
const dynamic = /\bimport\s*\(\s*['"]([^'"\n]+)['"]\s*\)(\s*\.\s*[A-Z])?/g;

/** Every import and re-export of a module, in the order of their lines. */
export function scanImports(source: string): Import[] {
  const found: Import[] = [];
  const add = (at: number, specifier: string, typeOnly: boolean): void => {
    found.push({ specifier, line: lineOf(source, at), typeOnly });
  };
  for (const match of source.matchAll(statement)) add(match.index, match[3] ?? '', isTypeOnly(match[2] ?? ''));
  for (const match of source.matchAll(sideEffect)) add(match.index, match[1] ?? '', false);
  for (const match of source.matchAll(dynamic)) add(match.index, match[1] ?? '', match[2] !== undefined);
  return found.sort((a, b) => a.line - b.line);
}

function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b(?!\s*,|\s*$)/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  if (names === undefined) return false;
  const parts = names.split(',').map((part) => part.trim());
  return parts.every((part) => part === '' || part.startsWith('type '));
}

export function lineOf(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

/** The source with comments blanked out, lines kept: for searching words that a comment may also say. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}()])\/\/[^\n]*/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}
