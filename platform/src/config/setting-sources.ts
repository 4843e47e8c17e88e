import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

const prefix = 'LANDESCLOUD_';
const fileSuffix = '_FILE';

/** Where the values come from: the environment, before that a file of the same keys, and secrets from files of their own. */
export function collectValues(
  env: Environment,
  known: ReadonlySet<string>,
  secrets: ReadonlySet<string>,
  problems: string[],
) {
  const values = new Map<string, string>();
  const configFile = env['LANDESCLOUD_CONFIG'];
  const entries = configFile === undefined || configFile === '' ? [] : readConfigFile(configFile, problems);
  for (const [key, value] of [...entries, ...Object.entries(env)]) {
    if (!key.startsWith(prefix) || key === 'LANDESCLOUD_CONFIG' || value === undefined) continue;
    const secret = key.endsWith(fileSuffix) ? key.slice(0, -fileSuffix.length) : '';
    if (known.has(key)) values.set(key, value);
    else if (secrets.has(secret)) readSecret(key, secret, value, values, problems);
    else problems.push(`${key}: no such setting${suggestion(key, known)}`);
  }
  return values;
}

function readConfigFile(path: string, problems: string[]): [string, string][] {
  const text = readText(path, 'LANDESCLOUD_CONFIG', problems);
  const entries: [string, string][] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (match?.[1]?.startsWith(prefix)) entries.push([match[1], unquote(match[2] ?? '')]);
    else problems.push(`${path}:${index + 1}: expected ${prefix}KEY=value`);
  }
  return entries;
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted?.[2] ?? value;
}

function readSecret(key: string, secret: string, path: string, values: Map<string, string>, problems: string[]): void {
  const text = readText(path, key, problems).replace(/\r?\n$/, '');
  if (text !== '') values.set(secret, text);
}

function readText(path: string, key: string, problems: string[]): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    problems.push(`${key}: cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    return '';
  }
}

function suggestion(key: string, known: ReadonlySet<string>): string {
  for (const candidate of known) {
    if (isNear(candidate, key)) return `; did you mean ${candidate}?`;
  }
  return '; docs/admin/settings.md lists them all';
}

/** One letter more, less or other: enough for slips of the hand. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 2;
}
