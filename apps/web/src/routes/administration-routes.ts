import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { OrganisationPart } from '../features/administration/pages/organisation-page.tsx';
import { peopleSearch } from '../features/administration/people-search.ts';
import { shell } from './base-routes.ts';

const administrationLayout = createRoute({
  getParentRoute: () => shell,
  path: '/administration',
  component: lazyRouteComponent(
    () => import('../features/administration/pages/administration-layout.tsx'),
    'AdministrationLayout',
  ),
});

const administrationOverview = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/',
  component: lazyRouteComponent(() => import('../features/administration/pages/overview-page.tsx'), 'OverviewPage'),
});

const people = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('../features/administration/pages/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/people/$login',
  component: lazyRouteComponent(() => import('../features/administration/pages/person-page.tsx'), 'PersonPage'),
});

const organisations = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/organisations',
  component: lazyRouteComponent(
    () => import('../features/administration/pages/organisations-page.tsx'),
    'OrganisationsPage',
  ),
});

const organisation = createRoute({
  getParentRoute: () => organisations,
  path: '/$key',
  validateSearch: ({ part }: Record<string, unknown>): { part?: Exclude<OrganisationPart, 'facts'> } =>
    part === 'rules' || part === 'roles' || part === 'providers' || part === 'retention' || part === 'held'
      ? { part }
      : {},
  component: lazyRouteComponent(
    () => import('../features/administration/pages/organisation-page.tsx'),
    'OrganisationPage',
  ),
});

const rooms = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/rooms',
  component: lazyRouteComponent(() => import('../features/administration/pages/rooms-page.tsx'), 'RoomsPage'),
});

const rules = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/rules',
  validateSearch: (search: Record<string, unknown>): { organisation?: string } =>
    typeof search['organisation'] === 'string' ? { organisation: search['organisation'] } : {},
  component: lazyRouteComponent(() => import('../features/administration/pages/rules-page.tsx'), 'RulesPage'),
});

const roles = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/roles',
  validateSearch: (search: Record<string, unknown>): { role?: string } =>
    typeof search['role'] === 'string' ? { role: search['role'] } : {},
  component: lazyRouteComponent(() => import('../features/administration/pages/roles-page.tsx'), 'RolesPage'),
});

const mail = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/mail',
  component: lazyRouteComponent(() => import('../features/administration/pages/mail-page.tsx'), 'MailPage'),
});

const audit = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): { type?: string; subject?: string; name?: string } => ({
    ...(typeof search['type'] === 'string' ? { type: search['type'] } : {}),
    ...(typeof search['subject'] === 'string' ? { subject: search['subject'] } : {}),
    ...(typeof search['name'] === 'string' ? { name: search['name'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../features/audit/pages/audit-page.tsx'), 'AuditPage'),
});

const health = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/health',
  component: lazyRouteComponent(() => import('../features/administration/pages/health-page.tsx'), 'HealthPage'),
});

const groups = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/groups',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    search['q'] === undefined ? {} : { q: String(search['q']) },
  component: lazyRouteComponent(() => import('../features/administration/pages/groups-page.tsx'), 'GroupsPage'),
});

type SpaceState = 'closed' | 'ending' | 'held' | 'unmanaged';

function isSpaceState(value: unknown): value is SpaceState {
  return value === 'closed' || value === 'ending' || value === 'held' || value === 'unmanaged';
}

const spaces = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/spaces',
  validateSearch: ({ only }: Record<string, unknown>): { only?: SpaceState } => (isSpaceState(only) ? { only } : {}),
  component: lazyRouteComponent(() => import('../features/administration/pages/spaces-page.tsx'), 'SpacesPage'),
});

const sources = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/sources',
  component: lazyRouteComponent(() => import('../features/sources/pages/sources-page.tsx'), 'SourcesPage'),
});

const source = createRoute({
  getParentRoute: () => administrationLayout,
  path: '/sources/$sourceId',
  component: lazyRouteComponent(() => import('../features/sources/pages/source-page.tsx'), 'SourcePage'),
});

export const administration = administrationLayout.addChildren([
  administrationOverview,
  organisations.addChildren([organisation]),
  people,
  person,
  groups,
  rules,
  roles,
  spaces,
  rooms,
  sources,
  source,
  mail,
  audit,
  health,
]);
