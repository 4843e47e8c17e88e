import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { unreadQuery } from '../api/notifications.ts';
import './notifications.css';

const NotificationPanel = lazy(async () => ({
  default: (await import('./notification-panel.tsx')).NotificationPanel,
}));

const mostShown = 99;

/** The bell in the top bar: how many are unread, and all of them below. */
export function NotificationBell() {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const label =
    unread === 0 ? t`Mitteilungen` : t`Mitteilungen, ${plural(unread, { one: '# ungelesen', other: '# ungelesen' })}`;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <span className="notification-bell">
        <IconButton icon={Bell} label={label} />
        {unread > 0 && (
          <span aria-hidden className="notification-count">
            {unread > mostShown ? `${mostShown}+` : unread}
          </span>
        )}
      </span>
      <Popover className="ui-popover notification-popover" offset={6} placement="bottom end">
        <Suspense fallback={<Loading />}>
          <NotificationPanel unread={unread} onClose={() => setOpen(false)} />
        </Suspense>
      </Popover>
    </DialogTrigger>
  );
}
