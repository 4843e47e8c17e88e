import { createHash } from 'node:crypto';
import { foldName } from '../fold-name.ts';

const longest = 64;

/** A key for a source's group: readable, and the same each time, whatever other sources call theirs. */
export function groupKeyFor(organisationKey: string, sourceId: number): (name: string, externalId: string) => string {
  return (name, externalId) => {
    const mark = createHash('sha256').update(`${sourceId}\0${externalId}`).digest('hex').slice(0, 6);
    const words = foldName(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const start = `${organisationKey}-${words}`.slice(0, longest - mark.length - 1).replace(/-+$/, '');
    return `${start}-${mark}`;
  };
}
