import type { HttpRequest } from '@landescloud/platform/http';

/** Clients send the same parameters in the address, as a form or as JSON; what the body says counts. */
export type Parameters = ReadonlyMap<string, string>;

export function parametersOf({ query, body }: HttpRequest): Parameters {
  const found = new Map<string, string>();
  for (const source of [query, body]) {
    if (typeof source !== 'object' || source === null) continue;
    for (const [name, value] of Object.entries(source)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        found.set(name, String(value));
    }
  }
  return found;
}

export function flag(parameters: Parameters, name: string): boolean {
  return ['true', '1'].includes(parameters.get(name) ?? '');
}

/** Nextcloud's way to share what may be looked at, but not taken along; until version 30 the value was called otherwise. */
export function withholdsDownload(parameters: Parameters): boolean {
  const attributes: unknown = jsonOf(parameters.get('attributes') ?? '');
  if (!Array.isArray(attributes)) return false;
  return attributes.some(
    (one: { scope?: unknown; key?: unknown; value?: unknown; enabled?: unknown } | null) =>
      one?.scope === 'permissions' && one.key === 'download' && (one.value === false || one.enabled === false),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** '/Akten/Plan.txt' in names. */
export function pathOf(text: string): string[] {
  return text.split('/').filter((name) => name !== '');
}

/** Shares and links have ids of their own; to clients they are one kind of thing. */
export const ocsId = {
  ofShare: (id: number): string => String(id * 2),
  ofLink: (id: number): string => String(id * 2 + 1),
  parse(text: string): { kind: 'share' | 'link'; id: number } | null {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (number < 2) return null;
    return number % 2 === 0 ? { kind: 'share', id: number / 2 } : { kind: 'link', id: (number - 1) / 2 };
  },
};
