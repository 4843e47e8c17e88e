import { isDomainError } from '@landescloud/kernel';
import { DataFolderError } from './data-folder.ts';

/** A failure that is already explained. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Why the server does not start, in one line for the operator; a stack only where nobody foresaw it. */
export function explainFailure(error: unknown): string {
  if (error instanceof DataFolderError || error instanceof StartError) return error.message;
  if (isDomainError(error))
    return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, address, port, syscall } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (syscall === 'listen' || syscall === 'bind') {
    const where = `${address ?? ''}:${port ?? ''}`;
    if (code === 'EADDRINUSE') return `${where} is in use by another program; set LANDESCLOUD_PORT to a free port`;
    if (code === 'EACCES') return `${where} may not be used by this user; set LANDESCLOUD_PORT to 1024 or above`;
    if (code === 'EADDRNOTAVAIL') return `this machine has no address ${address ?? ''}; change LANDESCLOUD_HOST`;
    return `cannot listen at ${where} (${code})`;
  }
  if (error.name === 'EmbeddedDatabaseError' || error.message.startsWith('LANDESCLOUD_')) return error.message;
  return error.stack ?? error.message;
}
