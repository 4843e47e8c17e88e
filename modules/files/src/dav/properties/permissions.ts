import type { NodeView } from '../../views.ts';

/**
 * Nextcloud's letters: R may be shared on, M in a mounted space, G readable, D deletable, N renamable, V movable,
 * W writable (files), C and K may hold new files and folders. The root of a project space stays where it is.
 */
export function ocPermissions(node: NodeView): string {
  const mounted = isMounted(node) ? 'M' : '';
  if (node.role === 'viewer') return `${mounted}G`;
  const place = node.rootOf === 'project' ? '' : 'DNV';
  return `R${mounted}G${place}${node.kind === 'folder' ? 'CK' : 'W'}`;
}

/** What lies in a project space belongs to no person. */
function isMounted(node: NodeView): boolean {
  return node.rootOf === 'project' || node.ownerLogin === '';
}

/** OCS: 1 read, 2 update, 4 create, 8 delete, 16 share. */
export function sharePermissions(node: NodeView): number {
  if (node.role === 'viewer') return 1;
  const changes = node.rootOf === 'project' ? 2 : 2 + 8;
  return 1 + changes + (node.kind === 'folder' ? 4 : 0) + 16;
}

export function ocmPermissions(node: NodeView): string[] {
  return node.role === 'viewer' ? ['read'] : ['share', 'read', 'write'];
}
