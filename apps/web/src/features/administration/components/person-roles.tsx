import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Person } from '../api/people.ts';
import { RoleDialog } from './role-dialog.tsx';
import { roleNames } from './role-words.ts';

/** What somebody may do, and for whom. */
export function PersonRoles({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { role, assignments = [] } = person;
  const [giving, setGiving] = useState(false);
  const hasSome = role === 'platform-administrator' || assignments.length > 0;
  const canHold = person.role !== 'guest' && person.disabled !== true;
  return (
    <section className="card stack">
      <div className="row row-spread">
        <h2>
          <Trans>Rollen</Trans>
        </h2>
        {canHold && (
          <Button size="small" icon={UserPlus} onPress={() => setGiving(true)}>
            <Trans>Rolle vergeben</Trans>
          </Button>
        )}
      </div>
      {!hasSome && (
        <p className="muted">
          <Trans>Keine. Die Person sieht und ändert, was ihr gehört oder mit ihr geteilt ist.</Trans>
        </p>
      )}
      {hasSome && (
        <ul className="role-lines">
          {role === 'platform-administrator' && (
            <li>
              <strong>
                <Trans>Plattform</Trans>
              </strong>
              <span className="muted">
                <Trans>verwaltet alles</Trans>
              </span>
            </li>
          )}
          {assignments.map((held) => (
            <li key={`${held.role} ${held.organisation.key}`}>
              <strong>{t(roleNames[held.role])}</strong>
              <Link
                to="/administration/organisations/$key"
                params={{ key: held.organisation.key }}
                search={{ part: 'roles' }}
              >
                {held.organisation.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <RoleDialog
        subject={giving ? { person, organisationKey: person.organisation.key, anyOrganisation: true } : null}
        onClose={() => setGiving(false)}
      />
    </section>
  );
}
