import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ShieldUser, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { DownloadButton } from '../../../session/download-button.tsx';
import { useAccess } from '../../../session/me.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { organisationRoles } from '../api/roles.ts';
import { DataTable } from '../components/data-table.tsx';
import { Pager } from '../components/pager.tsx';
import { RoleDialog, type RoleSubject } from '../components/role-dialog.tsx';
import { roleNames, roleTexts } from '../components/role-words.ts';
import { SectionPage } from '../components/section-page.tsx';
import { useDefaultOrganisation } from '../components/use-default-organisation.ts';
import { pageSize } from '../components/page-size.ts';

type ShownRole = (typeof organisationRoles)[number] | 'platform-administrator';

/** Everybody who holds a role, role by role. */
export function RolesPage() {
  const { t } = useLingui();
  const { isPlatform } = useAccess();
  const search = useSearch({ from: '/signed-in/shell/administration/roles' });
  const asked = organisationRoles.find((one) => one === search.role);
  const [role, setRole] = useState<ShownRole>(asked ?? 'organisation-administrator');
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const [giving, setGiving] = useState<RoleSubject | null>(null);
  const defaultOrganisation = useDefaultOrganisation();
  const [offset, setOffset] = useState(0);
  const shown = { role, administered: true, q: q === '' ? undefined : q };
  const query = { ...shown, offset, limit: pageSize };
  const { data, error, refetch } = useQuery({
    queryKey: ['people', 'role', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Answer<'/people'>>('/people', { query, signal }),
  });
  const roles: ShownRole[] = isPlatform ? ['platform-administrator', ...organisationRoles] : [...organisationRoles];
  return (
    <SectionPage
      title={t`Rollen`}
      text={<Trans>Wer was darf. Eine Rolle gilt für eine Organisation und alles darunter.</Trans>}
      actions={
        <>
          <DownloadButton path="/people/export" query={shown}>
            <Trans>Als CSV</Trans>
          </DownloadButton>
          <Button
            variant="primary"
            icon={UserPlus}
            onPress={() =>
              setGiving({
                ...(role === 'platform-administrator' ? {} : { role }),
                organisationKey: defaultOrganisation(),
                anyOrganisation: true,
              })
            }
          >
            <Trans>Rolle vergeben</Trans>
          </Button>
        </>
      }
    >
      <div className="list-bar">
        <SearchField
          label={t`Personen mit Rolle suchen`}
          value={text}
          onChange={(next) => {
            setText(next);
            setOffset(0);
          }}
        />
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
        emptyTitle={q === '' ? t`Niemand hat diese Rolle.` : t`Niemand gefunden.`}
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
      <RoleDialog subject={giving} onClose={() => setGiving(null)} />
    </SectionPage>
  );
}
