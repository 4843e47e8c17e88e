import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import {
  CalendarDays,
  Clock,
  ContactRound,
  Handshake,
  HardDrive,
  House,
  PackageCheck,
  Share2,
  ShieldCheck,
  Star,
  Trash2,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { administrationSections, isWithinSection, mayAdminister } from '../features/administration/sections.ts';
import { newReceivedQuery } from '../features/sharing/api/shares.ts';
import { useAccess } from '../session/me.ts';
import { StorageMeter } from './storage-meter.tsx';

const exact = { exact: true };
const quickPaths = [
  '/files/favourites',
  '/files/recent',
  '/files/shared-with-me',
  '/files/shared-by-me',
  '/files/links',
  '/files/trash',
];

/** Where one can go: the same in the side bar and in the drawer of a phone. */
export function SideNavigation() {
  const access = useAccess();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const inAdministration = path.startsWith('/administration');
  const inFiles = path.startsWith('/files') && !quickPaths.includes(path);
  return (
    <div className="side">
      <ul className="side-list">
        <Entry to="/" icon={House} current={path === '/'}>
          <Trans>Start</Trans>
        </Entry>
        <Entry to="/files" icon={HardDrive} current={inFiles}>
          <Trans>Dateien</Trans>
        </Entry>
        <Entry to="/calendar" icon={CalendarDays} current={path === '/calendar'}>
          <Trans>Kalender</Trans>
        </Entry>
        <Entry to="/contacts" icon={ContactRound} current={path === '/contacts'}>
          <Trans>Kontakte</Trans>
        </Entry>
        <Entry to="/handovers" icon={PackageCheck} current={/^\/(handovers|requests)(\/|$)/.test(path)}>
          <Trans>Übergaben</Trans>
        </Entry>
        {access.mayHaveGuests && (
          <Entry to="/guests" icon={Handshake} current={path === '/guests'}>
            <Trans>Gäste</Trans>
          </Entry>
        )}
        {mayAdminister(access) && (
          <Entry to="/administration" icon={ShieldCheck} current={inAdministration}>
            <Trans>Verwaltung</Trans>
          </Entry>
        )}
      </ul>
      {inAdministration && mayAdminister(access) ? <AdministrationEntries path={path} /> : <QuickAccess path={path} />}
      <StorageMeter />
    </div>
  );
}

function QuickAccess({ path }: { readonly path: string }) {
  const { t } = useLingui();
  const { data: count = 0 } = useQuery(newReceivedQuery);
  return (
    <>
      <h2 className="side-heading" id="quick-access">
        <Trans>Schnellzugriff</Trans>
      </h2>
      <ul className="side-list side-list-quiet" aria-label={t`Schnellzugriff`}>
        <Entry to="/files/favourites" icon={Star} current={path === '/files/favourites'}>
          <Trans>Favoriten</Trans>
        </Entry>
        <Entry to="/files/recent" icon={Clock} current={path === '/files/recent'}>
          <Trans>Zuletzt verwendet</Trans>
        </Entry>
        <Entry
          to="/files/shared-with-me"
          icon={Users}
          current={path === '/files/shared-with-me'}
          count={count}
          countText={t`${plural(count, { one: '# neue Freigabe', other: '# neue Freigaben' })}`}
        >
          <Trans>Mit mir geteilt</Trans>
        </Entry>
        <Entry
          to="/files/shared-by-me"
          icon={Share2}
          current={path === '/files/shared-by-me' || path === '/files/links'}
        >
          <Trans>Von mir geteilt</Trans>
        </Entry>
        <Entry to="/files/trash" icon={Trash2} current={path === '/files/trash'}>
          <Trans>Papierkorb</Trans>
        </Entry>
      </ul>
    </>
  );
}

/** The parts of administration take the place of quick access while one is there. */
function AdministrationEntries({ path }: { readonly path: string }) {
  const { t } = useLingui();
  const access = useAccess();
  return (
    <>
      <ul className="side-list side-list-quiet side-list-parts" aria-label={t`Bereiche der Verwaltung`}>
        {administrationSections
          .filter(({ isFor }) => isFor(access))
          .map(({ to, label, icon }) => (
            <Entry key={to} to={to} icon={icon} current={isWithinSection(path, to)}>
              {t(label)}
            </Entry>
          ))}
      </ul>
    </>
  );
}

interface EntryProps {
  readonly to: LinkProps['to'];
  readonly icon: LucideIcon;
  readonly current: boolean;
  /** How many new things wait there; 0: none. */
  readonly count?: number;
  readonly countText?: string;
  readonly children: ReactNode;
}

function Entry({ to, icon: Icon, current, count = 0, countText, children }: EntryProps) {
  return (
    <li>
      <Link to={to ?? '/'} className="side-link" activeOptions={exact} aria-current={current ? 'page' : undefined}>
        <Icon aria-hidden />
        {children}
        {count > 0 && (
          <span className="side-count">
            <span aria-hidden>{count > 99 ? '99+' : count}</span>
            <span className="visually-hidden">{countText}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
