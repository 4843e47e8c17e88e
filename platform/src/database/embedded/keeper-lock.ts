import { DatabaseSync } from 'node:sqlite';

/**
 * Locks a file for as long as this process lives, or answers false when another process has it. The kernel lets go
 * however the process ends; a file that only names a process id cannot say that. SQLite is Node's way to such a lock.
 */
export function lockFile(path: string): boolean {
  const file = new DatabaseSync(path);
  try {
    file.exec('pragma journal_mode = off; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Error && /locked/.test(error.message)) return false;
    throw error;
  }
  kept.push(file);
  return true;
}

const kept: DatabaseSync[] = [];
