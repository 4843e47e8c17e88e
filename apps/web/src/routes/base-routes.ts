import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { sessionQuery } from '../session/session.ts';
import { NotFoundFrame } from '../shell/not-found-frame.tsx';

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundFrame });

/** Everything that needs a signed-in person. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const person = await queryClient.ensureQueryData(sessionQuery);
    if (person === null) throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } });
  },
});

/** Pages inside the frame with navigation. */
export const shell = createRoute({
  getParentRoute: () => signedIn,
  id: 'shell',
  component: lazyRouteComponent(() => import('../shell/shell.tsx'), 'Shell'),
});
