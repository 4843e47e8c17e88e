/** What is being typed after an '@' right before the caret; null: nobody is being mentioned. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const before = text.slice(0, caret);
  const found = /(?<![\p{L}\p{N}_@.])@([\p{L}\p{N}._-]{0,40}(?: [\p{L}\p{N}._-]{0,40})?)$/u.exec(before);
  return found === null ? null : { from: found.index, query: found[1] ?? '' };
}

/** The text with the mention in place of what was typed, and where the caret stands then. */
export function withMention(text: string, from: number, caret: number, login: string): { text: string; caret: number } {
  const mention = `${/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(login) ? `@${login}` : `@"${login}"`} `;
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, from) + mention + rest, caret: from + mention.length };
}

export type TextPart = { readonly text: string } | { readonly mention: string };

/** A comment's text in parts: what was said, and names of those who are meant. */
export function partsOf(
  text: string,
  mentions: readonly { readonly login: string; readonly name: string }[],
): readonly TextPart[] {
  const names = new Map(
    mentions.flatMap(({ login, name }) => [`@${login}`, `@"${login}"`].map((each) => [each, name])),
  );
  if (names.size === 0) return [{ text }];
  const escaped = [...names.keys()]
    .sort((one, other) => other.length - one.length)
    .map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_@.])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ mention: names.get(match[0]) ?? match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
