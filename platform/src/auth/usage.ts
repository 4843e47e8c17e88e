import { statement } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import type { Clock } from '@landescloud/kernel';
import type { CredentialRef } from './credential.ts';

/** Keeps 'last used' to the hour, written in bulk and never while a request waits. */
export interface Usage {
  touch(credential: CredentialRef): void;
  flush(): Promise<void>;
}

const everyMs = 60 * 60_000;
const capacity = 100_000;

const touchSessions = statement(
  'auth.touch-sessions',
  'update auth.session set last_used_at = $2 where id = any($1::bigint[])',
);
const touchAppPasswords = statement(
  'auth.touch-app-passwords',
  'update auth.app_password set last_used_at = $2 where id = any($1::bigint[])',
);

export function createUsage(db: Database, clock: Clock): Usage {
  const writtenAt = { session: new Map<number, number>(), 'app-password': new Map<number, number>() };
  const due = { session: new Set<number>(), 'app-password': new Set<number>() };

  return {
    touch({ kind, id }) {
      const last = writtenAt[kind].get(id);
      if (last !== undefined && clock.now() - last < everyMs) return;
      if (writtenAt[kind].size >= capacity) writtenAt[kind].clear();
      writtenAt[kind].set(id, clock.now());
      due[kind].add(id);
    },
    async flush() {
      const now = new Date(clock.now());
      for (const [kind, update] of [
        ['session', touchSessions],
        ['app-password', touchAppPasswords],
      ] as const) {
        const ids = [...due[kind]];
        due[kind].clear();
        if (ids.length > 0) await db.query(update, [ids, now]);
      }
    },
  };
}
