import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import { Clock, HardDrive, House, ShieldCheck, Star, Trash2, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { isAdministrator, usePerson } from '../session/session.ts';
import { StorageMeter } from './storage-meter.tsx';

const exact = { exact: true };
const quickPaths = ['/files/favourites', '/files/recent', '/files/trash'];

/** Where one can go: the same in the side bar and in the drawer of a phone. */
export function SideNavigation() {
  const { t } = useLingui();
  const person = usePerson();
  const path = useRouterState({ select: (state) => state.location.pathname });
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
        {isAdministrator(person) && (
          <Entry to="/administration" icon={ShieldCheck} current={path.startsWith('/administration')}>
            <Trans>Verwaltung</Trans>
          </Entry>
        )}
      </ul>
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
        <Entry to="/files/trash" icon={Trash2} current={path === '/files/trash'}>
          <Trans>Papierkorb</Trans>
        </Entry>
      </ul>
      <StorageMeter />
    </div>
  );
}

interface EntryProps {
  readonly to: LinkProps['to'];
  readonly icon: LucideIcon;
  readonly current: boolean;
  readonly children: ReactNode;
}

function Entry({ to, icon: Icon, current, children }: EntryProps) {
  return (
    <li>
      <Link to={to ?? '/'} className="side-link" activeOptions={exact} aria-current={current ? 'page' : undefined}>
        <Icon aria-hidden />
        {children}
      </Link>
    </li>
  );
}
