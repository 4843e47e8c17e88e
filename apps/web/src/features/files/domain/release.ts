import type { NodeView } from '../api/node-types.ts';

export type Release = NodeView['release'];

/** The content is nobody's to read: it waits for the scanner, or is kept away. */
export function isHeld({ release }: { readonly release?: Release }): boolean {
  return release === 'waiting' || release === 'infected' || release === 'withheld';
}
