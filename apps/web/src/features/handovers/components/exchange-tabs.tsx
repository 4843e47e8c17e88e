import { useLingui } from '@lingui/react/macro';
import { LinkTabs } from '../../../ui/link-tabs.tsx';

/** What was handed over, and what one has asked for. */
export function ExchangeTabs() {
  const { t } = useLingui();
  return (
    <LinkTabs
      label={t`Austausch`}
      tabs={[
        { to: '/handovers', label: t`Übergaben` },
        { to: '/requests', label: t`Anforderungen` },
      ]}
    />
  );
}
