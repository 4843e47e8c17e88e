import type { SecretBox } from '@landescloud/platform/auth';
import type { Mail } from '@landescloud/platform/mail';
import type { Notifications } from '@landescloud/platform/notifications';
import type { CalendarContext } from '../context.ts';

export interface SchedulingDeps extends CalendarContext {
  readonly mail: Pick<Mail, 'send'>;
  readonly notifications: Pick<Notifications, 'define' | 'notify' | 'withdraw'>;
  readonly secrets: SecretBox;
  /** The whole address of a page: `link('/e/…')`. */
  readonly link: (path: string) => string;
  /** The mailbox that answers come to, `termine@cloud.example`; null: there is none, and answers by mail go to who invites. */
  readonly mailbox: string | null;
}
