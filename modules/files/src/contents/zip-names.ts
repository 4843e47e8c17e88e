import { freeName, nameKey } from '../names.ts';

/** A node's name as a zip may hold it: a backslash or a drive letter would be a path on Windows. */
export function zipName(name: string): string {
  return name.replaceAll('\\', '_').replace(/^([a-zA-Z]):/, '$1_');
}

/** Names for things from different folders side by side: 'a.txt', 'a (2).txt'. */
export function distinctZipNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const free = freeName(zipName(name), taken);
    taken.add(nameKey(free));
    return free;
  });
}
