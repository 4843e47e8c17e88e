/** '@anna', or '@"anna.b@tfm"' where what follows could belong to the name. */
const typed = /(?<![\p{L}\p{N}_@.])@(?:"([a-z0-9][a-z0-9._@-]{0,63})"|([a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?))/giu;
const stored = /@\{(\d{1,15})\}/g;
const plain = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/** Who may be meant: logins, each once. */
export function loginsIn(text: string): string[] {
  return [...new Set([...text.matchAll(typed)].map(([, quoted, bare = '']) => (quoted ?? bare).toLowerCase()))];
}

/** People by their ids; who is none of them stays as it was typed. */
export function withIds(text: string, ids: ReadonlyMap<string, number>): string {
  return text.replace(typed, (found, quoted: string | undefined, bare: string | undefined) => {
    const id = ids.get((quoted ?? bare ?? '').toLowerCase());
    return id === undefined ? found : `@{${id}}`;
  });
}

/** As it would be typed today. */
export function withLogins(text: string, logins: ReadonlyMap<number, string>): string {
  return text.replace(stored, (found, digits: string) => {
    const login = logins.get(Number(digits));
    return login === undefined ? found : mentionOf(login);
  });
}

/** For whoever only reads it. */
export function withNames(text: string, names: ReadonlyMap<number, string>): string {
  return text.replace(stored, (found, digits: string) => names.get(Number(digits)) ?? found);
}

export function mentionOf(login: string): string {
  return plain.test(login) ? `@${login}` : `@"${login}"`;
}
