import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { meQuery, useAccess } from '../../../session/me.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { LinkTabs } from '../../../ui/link-tabs.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { administrationSections, isWithinSection, mayAdminister } from '../sections.ts';
import '../administration.css';

/** Everything of administration, for whoever administers anything; where the navigation is hidden, its parts are tabs. */
export function AdministrationLayout() {
  const { t } = useLingui();
  const { isPending } = useQuery(meQuery);
  const access = useAccess();
  if (isPending) return <Loading />;
  if (!mayAdminister(access)) return <NotFoundPage />;
  const sections = administrationSections.filter(({ isFor }) => isFor(access));
  return (
    <div className="administration">
      <div className="administration-tabs">
        <LinkTabs
          label={t`Bereiche der Verwaltung`}
          isWithin={isWithinSection}
          tabs={sections.map(({ to, label }) => ({ to, label: t(label) }))}
        />
      </div>
      <Outlet />
    </div>
  );
}
