import { Trans, useLingui } from '@lingui/react/macro';
import type { Person } from '../api/people.ts';
import { roleNames } from './role-words.ts';

/** What a person may do beside working here, in few words. */
export function HeldRoles({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { assignments = [], role } = person;
  const titles = assignments.map((held) => `${t(roleNames[held.role])}: ${held.organisation.name}`).join(', ');
  const names = [...new Set(assignments.map((held) => t(roleNames[held.role])))];
  return (
    <span className="row held-roles" title={titles}>
      {role === 'platform-administrator' && (
        <span className="tag tag-action">
          <Trans>Plattform</Trans>
        </span>
      )}
      {names.map((name) => (
        <span key={name} className="tag tag-action">
          {name}
        </span>
      ))}
    </span>
  );
}
