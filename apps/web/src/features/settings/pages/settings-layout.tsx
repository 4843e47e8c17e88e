import { useLingui } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { LinkTabs } from '../../../ui/link-tabs.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../settings.css';

/** The person's own settings. */
export function SettingsLayout() {
  const { t } = useLingui();
  return (
    <div className="page page-narrow">
      <PageHeader title={t`Einstellungen`} />
      <LinkTabs
        label={t`Bereiche der Einstellungen`}
        tabs={[
          { to: '/settings', label: t`Profil` },
          { to: '/settings/notifications', label: t`Mitteilungen` },
          { to: '/settings/devices', label: t`Geräte verbinden` },
          { to: '/settings/security', label: t`Passwort und Sitzungen` },
        ]}
      />
      <div className="settings-body">
        <Outlet />
      </div>
    </div>
  );
}
