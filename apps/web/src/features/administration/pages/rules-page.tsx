import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useAccess } from '../../../session/me.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { organisationQuery, organisationsQuery } from '../api/organisations.ts';
import { OrganisationField } from '../components/organisation-field.tsx';
import { PanelSkeleton } from '../components/panel-skeleton.tsx';
import { RuleList } from '../components/rule-list.tsx';
import { SectionPage } from '../components/section-page.tsx';

/** What holds where: first for the top of what one administers. */
export function RulesPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { assignments } = useAccess();
  const { organisation } = useSearch({ from: '/signed-in/shell/administration/rules' });
  const { data: all } = useQuery(organisationsQuery);
  const own = assignments.find(({ role }) => role === 'organisation-administrator')?.organisation.key;
  const key = organisation ?? own ?? all?.find(({ parentKey }) => parentKey === null)?.key;
  const { data, error, refetch } = useQuery({ ...organisationQuery(key ?? ''), enabled: key !== undefined });
  return (
    <SectionPage
      title={t`Regeln`}
      text={<Trans>Was für eine Organisation und alles darunter gilt, und woher es kommt.</Trans>}
    >
      <div className="list-bar rules-bar">
        <OrganisationField
          label={t`Organisation`}
          value={key ?? ''}
          onChange={(next) =>
            void navigate({ to: '/administration/rules', search: { organisation: next }, replace: true })
          }
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null && <PanelSkeleton />
      ) : (
        <section>
          <h2>{data.name}</h2>
          <RuleList organisation={data} />
        </section>
      )}
    </SectionPage>
  );
}
