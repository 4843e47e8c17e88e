import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import { ApiError } from '../../../api/api-error.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { organisationQuery } from '../api/organisations.ts';
import { HeldFiles } from '../components/held-files.tsx';
import { OrganisationFacts } from '../components/organisation-facts.tsx';
import { OrganisationHead } from '../components/organisation-head.tsx';
import { PanelSkeleton } from '../components/panel-skeleton.tsx';
import { RoleList } from '../components/role-list.tsx';
import { RuleList } from '../components/rule-list.tsx';
import { RetentionPart } from '../../spaces/components/retention-part.tsx';
import { ProviderList } from '../../providers/components/provider-list.tsx';

export type OrganisationPart = 'facts' | 'rules' | 'roles' | 'providers' | 'retention' | 'held';

/** One organisation beside the tree: what it is, what holds there, who may do what. */
export function OrganisationPage() {
  const { t } = useLingui();
  const { key } = useParams({ from: '/signed-in/shell/administration/organisations/$key' });
  const { part = 'facts' } = useSearch({ from: '/signed-in/shell/administration/organisations/$key' });
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery(organisationQuery(key));
  useDocumentTitle(data?.name ?? t`Organisation`);
  if (error instanceof ApiError && error.status === 404) return <Unknown />;
  if (error !== null) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PanelSkeleton />;
  return (
    <article className="panel" aria-label={data.name} aria-busy={isPlaceholderData}>
      <OrganisationHead organisation={data} />
      <Tabs<OrganisationPart>
        label={data.name}
        selected={part}
        onSelect={(next) =>
          next !== part &&
          void navigate({
            to: '/administration/organisations/$key',
            params: { key },
            search: next === 'facts' ? {} : { part: next },
            replace: true,
          })
        }
        items={[
          { id: 'facts', label: t`Angaben`, content: <OrganisationFacts organisation={data} /> },
          { id: 'rules', label: t`Regeln`, content: <RuleList organisation={data} /> },
          { id: 'roles', label: t`Rollen`, content: <RoleList organisation={data} /> },
          ...(data.administered
            ? [
                { id: 'providers' as const, label: t`Anmeldedienste`, content: <ProviderList organisation={data} /> },
                { id: 'retention' as const, label: t`Aufbewahrung`, content: <RetentionPart organisation={data} /> },
                { id: 'held' as const, label: t`Virenprüfung`, content: <HeldFiles organisation={data} /> },
              ]
            : []),
        ]}
      />
    </article>
  );
}

function Unknown() {
  const { t } = useLingui();
  return (
    <EmptyState
      icon={Building2}
      title={t`Diese Organisation gibt es nicht.`}
      action={
        <Link to="/administration/organisations">
          <Trans>Zu allen Organisationen</Trans>
        </Link>
      }
    />
  );
}
