import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Menu, Moon, Sun } from 'lucide-react';
import { NotificationBell } from '../features/notifications/components/notification-bell.tsx';
import { useIsDark } from '../session/theme.ts';
import { useSavePreference } from '../session/use-save-preference.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Brand } from './brand.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SearchBox } from './search-box.tsx';

interface TopBarProps {
  readonly onOpenDrawer: () => void;
  readonly onOpenPalette: () => void;
}

/** Name, search, theme and the person's own menu. */
export function TopBar({ onOpenDrawer, onOpenPalette }: TopBarProps) {
  const { t } = useLingui();
  const dark = useIsDark();
  const save = useSavePreference();
  return (
    <header className="shell-top">
      <span className="shell-burger">
        <IconButton icon={Menu} label={t`Navigation öffnen`} tooltip={false} onPress={onOpenDrawer} />
      </span>
      <Link to="/" className="shell-home" aria-label={t`Landescloud, zur Startseite`}>
        <Brand />
      </Link>
      <SearchBox onOpenPalette={onOpenPalette} />
      <div className="shell-top-end">
        <IconButton
          icon={dark ? Sun : Moon}
          label={dark ? t`Helle Darstellung` : t`Dunkle Darstellung`}
          onPress={() => void save({ theme: dark ? 'light' : 'dark' })}
        />
        <NotificationBell />
        <PersonMenu />
      </div>
    </header>
  );
}
