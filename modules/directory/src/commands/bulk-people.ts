import { DomainError } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import { invalid } from '../errors.ts';
import { requireSomeAdministration } from '../rights.ts';
import type { leavePerson } from './leave-person.ts';
import type { updatePerson } from './update-person.ts';

export interface BulkInput {
  readonly logins: readonly string[];
  readonly action: 'disable' | 'enable' | 'move' | 'leave';
  /** For 'move'. */
  readonly organisationKey?: string;
  /** For 'leave'. */
  readonly successor?: string;
}

export interface BulkResult {
  readonly login: string;
  readonly ok: boolean;
  /** Why not. */
  readonly code?: string;
}

/** One after the other, each for itself: what cannot be done to one is done to the others. */
export function bulkPeople(update: ReturnType<typeof updatePerson>, leave: ReturnType<typeof leavePerson>) {
  return async (actor: Actor, { logins, action, organisationKey, successor }: BulkInput): Promise<BulkResult[]> => {
    requireSomeAdministration(actor);
    if (action === 'move' && organisationKey === undefined) {
      throw invalid('organisationKey', 'Say where they shall move.');
    }
    async function act(login: string): Promise<void> {
      if (action === 'leave') await leave(actor, login, successor === undefined ? {} : { successor });
      else if (action === 'move') await update(actor, login, { organisationKey: organisationKey ?? '' });
      else await update(actor, login, { disabled: action === 'disable' });
    }
    const results: BulkResult[] = [];
    for (const login of new Set(logins)) {
      try {
        await act(login);
        results.push({ login, ok: true });
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind === 'Unavailable') throw error;
        results.push({ login, ok: false, code: error.code });
      }
    }
    return results;
  };
}
