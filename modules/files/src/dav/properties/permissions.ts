import { ADD, CHANGE, has, READ } from '../../access.ts';
import type { NodeView } from '../../views.ts';

/**
 * Nextcloud's letters: S shared with the person, R may be shared on, M in a mounted space, G readable, D deletable, N renamable, V movable,
 * W writable (files), C and K may hold new files and folders. The root of a project space stays where it is.
 */
export function ocPermissions(node: NodeView, login: string): string {
  const { rights } = node;
  return [
    isReceived(node, login) ? 'S' : '',
    has(rights, CHANGE) ? 'R' : '',
    isMounted(node) ? 'M' : '',
    has(rights, READ) ? 'G' : '',
    node.mayRemove ? 'DNV' : '',
    node.kind === 'folder' ? (has(rights, ADD) ? 'CK' : '') : has(rights, CHANGE) ? 'W' : '',
  ].join('');
}

/** Somebody else's, or in one's root by a share; who came by a link has no login. */
function isReceived({ ownerLogin, parentId, rootOf }: NodeView, login: string): boolean {
  if (login === '') return false;
  return (ownerLogin !== '' && ownerLogin !== login) || (parentId === null && rootOf === null);
}

/** What lies in a project space belongs to no person. */
function isMounted(node: NodeView): boolean {
  return node.rootOf === 'project' || node.ownerLogin === '';
}

/** OCS: 1 read, 2 update, 4 create, 8 delete, 16 share. */
export function sharePermissions(node: NodeView): number {
  const { rights, kind } = node;
  const changes = has(rights, CHANGE);
  const adds = kind === 'folder' && has(rights, ADD);
  return (has(rights, READ) ? 1 : 0) + (changes ? 2 + 16 : 0) + (adds ? 4 : 0) + (changes && node.mayRemove ? 8 : 0);
}

export function ocmPermissions(node: NodeView): string[] {
  return has(node.rights, CHANGE) ? ['share', 'read', 'write'] : ['read'];
}
