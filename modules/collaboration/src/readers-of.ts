import type { CollaborationDeps } from './collaboration-deps.ts';

/** People who may read a node that is there, by the grants on it and above. */
export async function readersOf(
  { files }: Pick<CollaborationDeps, 'files'>,
  nodeId: number,
): Promise<ReadonlySet<number>> {
  const grants = await files.grants.of(nodeId);
  const reading = grants.filter(({ member, shared }) =>
    [member, shared].some((role) => role !== null && role !== 'uploader'),
  );
  return new Set(reading.map(({ granteeId }) => granteeId).filter((id) => id > 0));
}
