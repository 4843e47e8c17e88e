import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useCommandKey } from './use-command-key.ts';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { RouteAnnouncer } from './route-announcer.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { useFollowPerson } from './use-follow-person.ts';
import '../ui/page.css';
import './shell.css';

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));
const Reminders = lazy(async () => ({
  default: (await import('../features/calendar/components/reminders.tsx')).Reminders,
}));
const UploadDock = lazy(async () => ({ default: (await import('../features/files/upload-dock.tsx')).UploadDock }));

/** The frame of every page: top bar, navigation, main area, and what stays while pages change. */
export function Shell() {
  const { t } = useLingui();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useFollowPerson();
  useCommandKey(() => setPaletteOpen(true));
  useEffect(() => setDrawerOpen(false), [pathname]);

  return (
    <div className="shell">
      <a className="shell-skip" href="#main" onClick={focusMain}>
        <Trans>Zum Inhalt springen</Trans>
      </a>
      <TopBar onOpenDrawer={() => setDrawerOpen(true)} onOpenPalette={() => setPaletteOpen(true)} />
      <nav className="shell-nav" aria-label={t`Hauptnavigation`}>
        <SideNavigation />
      </nav>
      <NavigationDrawer isOpen={drawerOpen} onOpenChange={setDrawerOpen} />
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <RouteAnnouncer />
      <Suspense>
        <UploadDock />
        <Reminders />
        {paletteOpen && <CommandPalette onClose={() => setPaletteOpen(false)} />}
      </Suspense>
    </div>
  );
}

function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
