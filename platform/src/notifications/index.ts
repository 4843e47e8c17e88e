/** What a person is told: in the app, live, and by mail at once or once a day, as they like it. */
export { notificationRoutes } from './http/notification-routes.ts';
export type { MailChoice, NotificationData, NotificationKind, NotificationWords, Told } from './notification-kind.ts';
export { mailChoices, notificationKind } from './notification-kind.ts';
export type {
  NewNotification,
  NotificationPage,
  NotificationPreference,
  NotificationQuery,
  Notifications,
  NotificationsDeps,
  NotificationView,
} from './notifications.ts';
export { createNotifications } from './notifications.ts';
