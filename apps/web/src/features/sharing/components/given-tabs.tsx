import { useLingui } from '@lingui/react/macro';
import { LinkTabs } from '../../../ui/link-tabs.tsx';

/** What one shared with people, and by links. */
export function GivenTabs() {
  const { t } = useLingui();
  return (
    <LinkTabs
      label={t`Von mir geteilt`}
      tabs={[
        { to: '/files/shared-by-me', label: t`Mit Menschen und Gruppen` },
        { to: '/files/links', label: t`Öffentliche Links` },
      ]}
    />
  );
}
