const longest = 80;

/** A name that every usual system can have, of something that people wrote. */
export function plainName(text: string): string {
  const plain = text
    .replace(/[\p{C}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...plain]
    .slice(0, longest)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
}

/** Each its own, also where a system takes upper and lower case for the same. */
export function distinctNames(names: readonly string[], otherwise: string): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = plainName(name) || otherwise;
    let free = plain;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${plain} (${n})`;
    taken.add(free.toLowerCase());
    return free;
  });
}
