import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { KeyRound, Languages, LogOut, MonitorSmartphone, Settings } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { usePerson, useSignOut } from '../session/session.ts';
import { useSavePreference } from '../session/use-save-preference.ts';
import { Avatar } from '../ui/avatar.tsx';
import { MenuButton } from '../ui/menu.tsx';

/** The avatar, with settings, language and sign-out below. */
export function PersonMenu() {
  const { t, i18n } = useLingui();
  const person = usePerson();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const save = useSavePreference();
  const header = (
    <div className="person-menu-header">
      <Avatar name={person.name} />
      <div className="truncate">
        <strong className="truncate">{person.name}</strong>
        <div className="truncate muted">{person.organisation.name}</div>
      </div>
    </div>
  );
  return (
    <MenuButton
      label={t`Mein Konto`}
      header={header}
      entries={[
        { id: 'settings', label: t`Einstellungen`, icon: Settings, onAction: () => void navigate({ to: '/settings' }) },
        {
          id: 'devices',
          label: t`Geräte verbinden`,
          icon: MonitorSmartphone,
          onAction: () => void navigate({ to: '/settings/devices' }),
        },
        {
          id: 'security',
          label: t`Passwort und Sitzungen`,
          icon: KeyRound,
          onAction: () => void navigate({ to: '/settings/security' }),
        },
        {
          id: 'language',
          label: i18n.locale === 'de' ? 'English' : 'Deutsch',
          icon: Languages,
          onAction: () => void save({ language: i18n.locale === 'de' ? 'en' : 'de' }),
        },
        { id: 'sign-out', label: t`Abmelden`, icon: LogOut, separatorBefore: true, onAction: () => void signOut() },
      ]}
    >
      <Button className="person-menu-button" aria-label={t`Mein Konto: ${person.name}`}>
        <Avatar name={person.name} />
      </Button>
    </MenuButton>
  );
}
