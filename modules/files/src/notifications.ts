import { lifeNotifications } from './life/notification-kinds.ts';
import { releaseNotifications } from './release/notification-kinds.ts';

/** Everything that files tells people. */
export const filesNotifications = [...releaseNotifications, ...lifeNotifications] as const;
