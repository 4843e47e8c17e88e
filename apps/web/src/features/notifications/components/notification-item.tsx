import { useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Bell, X } from 'lucide-react';
import { formatDateTime, formatRelative } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useMarkRead, useRemoveNotification, type Notification } from '../api/notifications.ts';

interface NotificationItemProps {
  readonly item: Notification;
  readonly onClose: () => void;
}

/** One line, which leads to what it is about. */
export function NotificationItem({ item, onClose }: NotificationItemProps) {
  const { t } = useLingui();
  const router = useRouter();
  const markRead = useMarkRead();
  const remove = useRemoveNotification();
  const { id, title, text, by, at, readAt, link } = item;
  const isUnread = readAt === null;

  const open = (event: React.MouseEvent) => {
    if (isUnread) markRead.mutate(id);
    // a new tab is the browser's affair
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onClose();
    router.history.push(link);
  };
  return (
    <li className={classes('notification', isUnread && 'notification-unread')}>
      <a className="notification-link" href={link} onClick={open}>
        {by === null ? (
          <span aria-hidden className="ui-file-icon ui-hue-grey notification-icon">
            <Bell />
          </span>
        ) : (
          <Avatar name={by} />
        )}
        <span className="notification-text">
          <span className="notification-title">
            {isUnread && <span className="visually-hidden">{t`Ungelesen:`} </span>}
            {title}
          </span>
          {text !== '' && <span className="notification-said">{text}</span>}
          <small title={formatDateTime(at)}>{formatRelative(at)}</small>
        </span>
      </a>
      <IconButton
        icon={X}
        size="small"
        label={t`Mitteilung entfernen: ${title}`}
        tooltip={false}
        onPress={() => remove.mutate(id)}
      />
    </li>
  );
}
