import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import {
  CalendarDays,
  Clock,
  ContactRound,
  HardDrive,
  House,
  KeyRound,
  Languages,
  LogOut,
  MonitorSmartphone,
  Moon,
  Settings,
  Star,
  Sun,
  Trash2,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import { administrationSections } from '../features/administration/sections.ts';
import { useAccess } from '../session/me.ts';
import { useSignOut } from '../session/session.ts';
import { useIsDark } from '../session/theme.ts';
import { useSavePreference } from '../session/use-save-preference.ts';
import type { FoundNode } from './found-files.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onAction: () => void;
}

interface Commands {
  readonly commands: readonly Command[];
  /** A folder opens; a file is shown in its folder. */
  readonly openNode: (node: FoundNode) => void;
  readonly searchAll: (text: string) => void;
}

/** What the palette can do. */
export function useCommands(): Commands {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const access = useAccess();
  const signOut = useSignOut();
  const save = useSavePreference();
  const dark = useIsDark();
  const go =
    (
      to:
        | '/'
        | '/files'
        | '/calendar'
        | '/contacts'
        | '/files/favourites'
        | '/files/recent'
        | '/files/trash'
        | '/settings',
    ) =>
    () =>
      void navigate({ to });

  return {
    openNode: (node) => void navigate(nodeLink(node)),
    searchAll: (q) => void navigate({ to: '/search', search: { q } }),
    commands: [
      { id: 'start', label: t`Startseite`, icon: House, onAction: go('/') },
      { id: 'files', label: t`Dateien öffnen`, icon: HardDrive, onAction: go('/files') },
      { id: 'calendar', label: t`Kalender öffnen`, icon: CalendarDays, onAction: go('/calendar') },
      { id: 'contacts', label: t`Kontakte öffnen`, icon: ContactRound, onAction: go('/contacts') },
      { id: 'favourites', label: t`Favoriten`, icon: Star, onAction: go('/files/favourites') },
      { id: 'recent', label: t`Zuletzt verwendet`, icon: Clock, onAction: go('/files/recent') },
      { id: 'trash', label: t`Papierkorb`, icon: Trash2, onAction: go('/files/trash') },
      ...(access.mayHaveGuests
        ? [
            {
              id: 'invite-guest',
              label: t`Gast einladen`,
              icon: UserPlus,
              onAction: () => void navigate({ to: '/guests', search: { invite: true } }),
            },
          ]
        : []),
      ...administrationSections
        .filter(({ isFor }) => isFor(access))
        .map(({ to, label, icon }) => ({
          id: to,
          label: to === '/administration' ? t`Verwaltung` : t`Verwaltung: ${t(label)}`,
          icon,
          onAction: () => void navigate({ to }),
        })),
      { id: 'settings', label: t`Einstellungen`, icon: Settings, onAction: go('/settings') },
      {
        id: 'devices',
        label: t`Geräte verbinden`,
        icon: MonitorSmartphone,
        onAction: () => void navigate({ to: '/settings/devices' }),
      },
      {
        id: 'password',
        label: t`Passwort ändern`,
        icon: KeyRound,
        onAction: () => void navigate({ to: '/settings/security' }),
      },
      {
        id: 'theme',
        label: dark ? t`Helle Darstellung` : t`Dunkle Darstellung`,
        icon: dark ? Sun : Moon,
        onAction: () => void save({ theme: dark ? 'light' : 'dark' }),
      },
      {
        id: 'language',
        label: i18n.locale === 'de' ? 'English' : 'Deutsch',
        icon: Languages,
        onAction: () => void save({ language: i18n.locale === 'de' ? 'en' : 'de' }),
      },
      { id: 'sign-out', label: t`Abmelden`, icon: LogOut, onAction: () => void signOut() },
    ],
  };
}

/** Where a found node is shown. */
export function nodeLink(node: Pick<FoundNode, 'id' | 'kind' | 'parentId'>) {
  return node.kind === 'folder'
    ? ({ to: '/files/$nodeId', params: { nodeId: String(node.id) } } as const)
    : ({
        to: '/files/$nodeId',
        params: { nodeId: String(node.parentId ?? node.id) },
        search: { select: node.id },
      } as const);
}
