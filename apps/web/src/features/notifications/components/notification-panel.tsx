import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BellOff, CheckCheck, Settings } from 'lucide-react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { isLocale } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { notificationsQuery, useMarkAllRead } from '../api/notifications.ts';
import { NotificationItem } from './notification-item.tsx';

interface NotificationPanelProps {
  readonly unread: number;
  readonly onClose: () => void;
}

/** What the person was told, newest first. */
export function NotificationPanel({ unread, onClose }: NotificationPanelProps) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const list = useInfiniteQuery(notificationsQuery(isLocale(i18n.locale) ? i18n.locale : 'de'));
  const markAll = useMarkAllRead();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0];
  return (
    <Dialog className="notification-panel">
      <header className="notification-head">
        <Heading slot="title" level={2}>
          <Trans>Mitteilungen</Trans>
        </Heading>
        {newest && unread > 0 && (
          <IconButton
            icon={CheckCheck}
            size="small"
            label={t`Alle als gelesen markieren`}
            onPress={() => markAll.mutate(newest.at)}
          />
        )}
        <IconButton
          icon={Settings}
          size="small"
          label={t`Einstellungen für Mitteilungen`}
          onPress={() => {
            onClose();
            void navigate({ to: '/settings/notifications' });
          }}
        />
      </header>
      <div className="notification-scroll">
        {list.error && !list.data ? (
          <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading />
        ) : items.length === 0 ? (
          <EmptyState icon={BellOff} title={<Trans>Sie sind auf dem Laufenden</Trans>}>
            <Trans>Wenn jemand Sie erwähnt, Ihnen etwas freigibt oder etwas auf Sie wartet, steht es hier.</Trans>
          </EmptyState>
        ) : (
          <ol className="notification-list">
            {items.map((item) => (
              <NotificationItem key={item.id} item={item} onClose={onClose} />
            ))}
          </ol>
        )}
        {list.hasNextPage && (
          <div className="notification-more">
            <Button size="small" isDisabled={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
              <Trans>Ältere anzeigen</Trans>
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
