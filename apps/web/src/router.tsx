import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { whenUnauthorised } from './api/api.ts';
import { queryClient } from './api/query-client.ts';
import { isPlainDate } from './features/calendar/domain/plain-date.ts';
import { isViewName, type ViewName } from './features/calendar/domain/views.ts';
import { administration } from './routes/administration-routes.ts';
import { root, shell, signedIn } from './routes/base-routes.ts';
import { sessionQuery } from './session/session.ts';
import { RouteErrorPage } from './shell/route-error-page.tsx';
import { Loading } from './ui/loading.tsx';

/** Only addresses of this app, so that a link cannot lead elsewhere after the sign-in. */
export function safeTarget(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
}

/** Where one wanted to go before signing in. */
function signInSearch(search: Record<string, unknown>): { to?: string } {
  return search['to'] === undefined ? {} : { to: safeTarget(search['to']) };
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string; problem?: string } => ({
    ...signInSearch(search),
    ...problemOf(search),
  }),
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Why a sign-in at an organisation's provider did not succeed. */
function problemOf({ problem }: Record<string, unknown>): { problem?: string } {
  return typeof problem === 'string' ? { problem } : {};
}

const confirmed = createRoute({
  getParentRoute: () => root,
  path: '/login/confirmed',
  validateSearch: problemOf,
  component: lazyRouteComponent(() => import('./features/sign-in/confirmed-page.tsx'), 'ConfirmedPage'),
});

const mailCode = createRoute({
  getParentRoute: () => root,
  path: '/login/code',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./features/sign-in/mail-code-page.tsx'), 'MailCodePage'),
});

const resetRequest = createRoute({
  getParentRoute: () => root,
  path: '/login/reset',
  component: lazyRouteComponent(() => import('./features/sign-in/reset-request-page.tsx'), 'ResetRequestPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./features/sign-in/reset-page.tsx'), 'ResetPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./features/guests/pages/invitation-page.tsx'), 'InvitationPage'),
});

const loginFlow = createRoute({
  getParentRoute: () => signedIn,
  path: '/login/flow/$token',
  component: lazyRouteComponent(() => import('./features/login-flow/login-flow-page.tsx'), 'LoginFlowPage'),
});

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./features/start/pages/start-page.tsx'), 'StartPage'),
});

interface FolderSearch {
  /** The node that a link from elsewhere points out. */
  readonly select?: number;
  /** The one that the viewer shows. */
  readonly open?: number;
  /** The part of its details to be shown. */
  readonly details?: 'comments' | 'activity';
}

function folderSearch(search: Record<string, unknown>): FolderSearch {
  const id = (value: unknown) => (Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);
  const [select, open] = [id(search['select']), id(search['open'])];
  const { details } = search;
  return {
    ...(select === undefined ? {} : { select }),
    ...(open === undefined ? {} : { open }),
    ...(details === 'comments' || details === 'activity' ? { details } : {}),
  };
}

const files = createRoute({
  getParentRoute: () => shell,
  path: '/files',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/files/pages/folder-page.tsx'), 'FolderPage'),
});

const folder = createRoute({
  getParentRoute: () => shell,
  path: '/files/$nodeId',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/files/pages/folder-page.tsx'), 'FolderPage'),
});

const nodeById = createRoute({
  getParentRoute: () => shell,
  path: '/f/$nodeId',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/files/pages/node-link-page.tsx'), 'NodeLinkPage'),
});

const tagged = createRoute({
  getParentRoute: () => shell,
  path: '/files/tags/$tag',
  component: lazyRouteComponent(() => import('./features/collaboration/pages/tag-page.tsx'), 'TagPage'),
});

const favourites = createRoute({
  getParentRoute: () => shell,
  path: '/files/favourites',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/files/pages/favourites-page.tsx'), 'FavouritesPage'),
});

const recent = createRoute({
  getParentRoute: () => shell,
  path: '/files/recent',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/files/pages/recent-page.tsx'), 'RecentPage'),
});

const sharedWithMe = createRoute({
  getParentRoute: () => shell,
  path: '/files/shared-with-me',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/sharing/pages/shared-with-me-page.tsx'), 'SharedWithMePage'),
});

const sharedByMe = createRoute({
  getParentRoute: () => shell,
  path: '/files/shared-by-me',
  validateSearch: folderSearch,
  component: lazyRouteComponent(() => import('./features/sharing/pages/shared-by-me-page.tsx'), 'SharedByMePage'),
});

const ownLinks = createRoute({
  getParentRoute: () => shell,
  path: '/files/links',
  component: lazyRouteComponent(() => import('./features/sharing/pages/own-links-page.tsx'), 'OwnLinksPage'),
});

const trash = createRoute({
  getParentRoute: () => shell,
  path: '/files/trash',
  component: lazyRouteComponent(() => import('./features/files/pages/trash-page.tsx'), 'TrashPage'),
});

const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: (input: Record<string, unknown>): ReturnType<typeof folderSearch> & { q: string; kind?: string } => ({
    ...folderSearch(input),
    q: input['q'] === undefined ? '' : String(input['q']),
    ...(typeof input['kind'] === 'string' ? { kind: input['kind'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./features/files/pages/search-page.tsx'), 'SearchPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/settings/pages/settings-layout.tsx'), 'SettingsLayout'),
});

const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./features/settings/pages/profile-page.tsx'), 'ProfilePage'),
});

const settingsNotifications = createRoute({
  getParentRoute: () => settings,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('./features/notifications/pages/notification-settings-page.tsx'),
    'NotificationSettingsPage',
  ),
});

const settingsDevices = createRoute({
  getParentRoute: () => settings,
  path: '/devices',
  component: lazyRouteComponent(() => import('./features/settings/pages/devices-page.tsx'), 'DevicesPage'),
});

const settingsSecurity = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(() => import('./features/settings/pages/security-page.tsx'), 'SecurityPage'),
});

const settingsEmail = createRoute({
  getParentRoute: () => settings,
  path: '/email',
  component: lazyRouteComponent(() => import('./features/settings/pages/confirm-email-page.tsx'), 'ConfirmEmailPage'),
});

interface GuestsSearch {
  readonly show?: 'due' | 'ending' | 'orphaned';
  /** Whose guests: a login. */
  readonly of?: string;
  readonly invite?: boolean;
}

function isGuestShow(value: unknown): value is NonNullable<GuestsSearch['show']> {
  return value === 'due' || value === 'ending' || value === 'orphaned';
}

const guests = createRoute({
  getParentRoute: () => shell,
  path: '/guests',
  validateSearch: (search: Record<string, unknown>): GuestsSearch => ({
    ...(isGuestShow(search['show']) ? { show: search['show'] } : {}),
    ...(typeof search['of'] === 'string' ? { of: search['of'] } : {}),
    ...(search['invite'] === true ? { invite: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./features/guests/pages/guests-page.tsx'), 'GuestsPage'),
});

interface ContactsSearch {
  /** An address book; absent: all of them. */
  readonly book?: string;
  readonly view?: 'trash' | 'duplicates' | 'groups';
  /** The contact that is shown: of which address book, and its number. */
  readonly of?: string;
  readonly id?: number;
}

const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  validateSearch: ({ book, view, of, id }: Record<string, unknown>): ContactsSearch => ({
    ...(typeof book === 'string' ? { book } : {}),
    ...(view === 'trash' || view === 'duplicates' || view === 'groups' ? { view } : {}),
    ...(typeof of === 'string' && Number.isSafeInteger(id) ? { of, id: Number(id) } : {}),
  }),
  component: lazyRouteComponent(() => import('./features/contacts/pages/contacts-page.tsx'), 'ContactsPage'),
});

const handovers = createRoute({
  getParentRoute: () => shell,
  path: '/handovers',
  component: lazyRouteComponent(() => import('./features/handovers/pages/handovers-page.tsx'), 'HandoversPage'),
});

const handover = createRoute({
  getParentRoute: () => shell,
  path: '/handovers/$handoverId',
  component: lazyRouteComponent(() => import('./features/handovers/pages/handover-page.tsx'), 'HandoverPage'),
});

const requests = createRoute({
  getParentRoute: () => shell,
  path: '/requests',
  component: lazyRouteComponent(() => import('./features/handovers/pages/requests-page.tsx'), 'RequestsPage'),
});

const request = createRoute({
  getParentRoute: () => shell,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('./features/handovers/pages/request-page.tsx'), 'RequestPage'),
});

const asked = createRoute({
  getParentRoute: () => shell,
  path: '/requests/for/$recipientId',
  component: lazyRouteComponent(() => import('./features/handovers/pages/asked-page.tsx'), 'AskedPage'),
});

interface CalendarSearch {
  readonly view?: ViewName;
  readonly date?: string;
  /** What is searched for among events. */
  readonly q?: string;
  /** The event that a link leads to, and which date of a series. */
  readonly event?: number;
  readonly at?: string;
}

const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/calendar',
  validateSearch: ({ view, date, q, event, at }: Record<string, unknown>): CalendarSearch => ({
    ...(isViewName(view) ? { view } : {}),
    ...(typeof date === 'string' && isPlainDate(date) ? { date } : {}),
    ...(q === undefined ? {} : { q: String(q) }),
    ...(Number.isSafeInteger(event) && Number(event) > 0 ? { event: Number(event) } : {}),
    // all digits: of whole days
    ...(event !== undefined && /^\d{8}(T\d{6}Z?)?$/.test(String(at)) ? { at: String(at) } : {}),
  }),
  component: lazyRouteComponent(() => import('./features/calendar/pages/calendar-page.tsx'), 'CalendarPage'),
});

const bookings = createRoute({
  getParentRoute: () => shell,
  path: '/bookings',
  component: lazyRouteComponent(() => import('./features/calendar/pages/bookings-page.tsx'), 'BookingsPage'),
});

const deletion = createRoute({
  getParentRoute: () => shell,
  path: '/deletions/$listId',
  component: lazyRouteComponent(() => import('./features/spaces/pages/deletion-page.tsx'), 'DeletionPage'),
});

const tree = root.addChildren([
  login,
  confirmed,
  mailCode,
  resetRequest,
  reset,
  invitation,
  signedIn.addChildren([
    loginFlow,
    shell.addChildren([
      start,
      files,
      favourites,
      recent,
      sharedWithMe,
      sharedByMe,
      ownLinks,
      trash,
      folder,
      nodeById,
      tagged,
      search,
      guests,
      contacts,
      calendar,
      bookings,
      deletion,
      handovers,
      handover,
      requests,
      request,
      asked,
      settings.addChildren([settingsProfile, settingsEmail, settingsNotifications, settingsDevices, settingsSecurity]),
      administration,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: RouteErrorPage,
  scrollRestoration: false,
});

whenUnauthorised(() => {
  if (router.state.location.pathname === '/login') return;
  // The pages that are still shown need their person until they are gone.
  void router
    .navigate({ to: '/login', search: { to: router.state.location.href } })
    .then(() => queryClient.setQueryData(sessionQuery.queryKey, null));
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
