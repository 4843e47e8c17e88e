import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShieldUser } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useAccess } from '../../../session/me.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Person } from '../api/people.ts';
import { organisationRoles } from '../api/roles.ts';
import { DataTable } from '../components/data-table.tsx';
import { Pager } from '../components/pager.tsx';
import { roleNames, roleTexts } from '../components/role-words.ts';
import { SectionPage } from '../components/section-page.tsx';
import { pageSize } from '../components/use-narrowed-page.ts';

type ShownRole = (typeof organisationRoles)[number] | 'platform-administrator';

/** Everybody who holds a role, role by role. */
export function RolesPage() {
  const { t } = useLingui();
  const { isPlatform } = useAccess();
  const [role, setRole] = useState<ShownRole>('organisation-administrator');
  const [offset, setOffset] = useState(0);
  const query = { role, offset, limit: pageSize };
  const { data, error, refetch } = useQuery({
    queryKey: ['people', 'role', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<{ total: number; items: Person[] }>('/people', { query, signal }),
  });
  const roles: ShownRole[] = isPlatform ? ['platform-administrator', ...organisationRoles] : [...organisationRoles];
  return (
    <SectionPage
      title={t`Rollen`}
      text={<Trans>Wer was darf. Vergeben werden Rollen bei der Organisation, für die sie gelten.</Trans>}
    >
      <div className="list-bar">
        <Select<ShownRole>
          label={t`Rolle`}
          hideLabel
          options={roles.map((id) =>
            id === 'platform-administrator'
              ? { id, label: t`Plattform`, description: t`Verwaltet alles.` }
              : { id, label: t(roleNames[id]), description: t(roleTexts[id]) },
          )}
          value={role}
          onChange={(next) => {
            setRole(next);
            setOffset(0);
          }}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Wer die Rolle hat`}
        rows={data?.items}
        keyOf={(person) => person.id}
        emptyIcon={ShieldUser}
        emptyTitle={t`Niemand hat diese Rolle.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: (person) => (
              <div className="cell-main">
                <Avatar name={person.name} />
                <div>
                  <Link className="plain-link" to="/administration/people/$login" params={{ login: person.login }}>
                    {person.name}
                  </Link>
                  <small>{person.organisation.name}</small>
                </div>
              </div>
            ),
          },
          {
            id: 'for',
            title: t`Gilt für`,
            cell: (person) =>
              role === 'platform-administrator' ? (
                t`Alles`
              ) : (
                <span className="row">
                  {(person.assignments ?? [])
                    .filter((held) => held.role === role)
                    .map(({ organisation: { key, name } }) => (
                      <Link
                        key={key}
                        to="/administration/organisations/$key"
                        params={{ key }}
                        search={{ part: 'roles' }}
                      >
                        {name}
                      </Link>
                    ))}
                </span>
              ),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
    </SectionPage>
  );
}
