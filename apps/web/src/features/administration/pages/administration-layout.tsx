import { useLingui } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { isAdministrator, usePerson } from '../../../session/session.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { LinkTabs } from '../../../ui/link-tabs.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../administration.css';

/** People, organisations, groups and spaces, for platform administrators. */
export function AdministrationLayout() {
  const { t } = useLingui();
  if (!isAdministrator(usePerson())) return <NotFoundPage />;
  return (
    <div className="page">
      <PageHeader title={t`Verwaltung`} />
      <LinkTabs
        label={t`Bereiche der Verwaltung`}
        tabs={[
          { to: '/administration', label: t`Personen` },
          { to: '/administration/organisations', label: t`Organisationen` },
          { to: '/administration/groups', label: t`Gruppen` },
          { to: '/administration/spaces', label: t`Bereiche` },
          { to: '/administration/sources', label: t`Quellen` },
        ]}
      />
      <div className="administration-body">
        <Outlet />
      </div>
    </div>
  );
}
