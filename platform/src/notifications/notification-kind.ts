import type { MailLanguage } from '../mail/index.ts';

/** Whether a notification is also mailed: not at all, by itself, or with the others of the day. */
export const mailChoices = ['off', 'at-once', 'digest'] as const;
export type MailChoice = (typeof mailChoices)[number];

export type NotificationData = Readonly<Record<string, string | number | boolean | null>>;

/** What a text is made from. */
export interface Told<Data extends NotificationData = NotificationData> {
  readonly data: Data;
  /** Who did it; null: nobody, or several. */
  readonly by: string | null;
  /** How many were gathered into this one. */
  readonly count: number;
}

export interface NotificationWords {
  /** One sentence without a full stop: the line in the list, the subject of the mail. */
  readonly title: string;
  /** What was said, where something was. Never mailed: administrators may read mail, and it passes through others' hands. */
  readonly text?: string;
}

/** A kind of notification, as the room declares it that sends it. */
export interface NotificationKind<Data extends NotificationData = NotificationData> {
  /** `<room>.<word>`, kept for ever. */
  readonly name: string;
  /** As long as the person has chosen nothing. */
  readonly mail: MailChoice;
  /** The room that sends it has settings of its own: none among those of notifications. */
  readonly isChosenElsewhere?: boolean;
  /** In the settings: "Somebody shares something with me". */
  readonly label: Readonly<Record<MailLanguage, string>>;
  readonly says: Readonly<Record<MailLanguage, (told: Told<Data>) => NotificationWords>>;
}

/** For a room's own list: keeps the type of the data while it is written. */
export function notificationKind<Data extends NotificationData>(kind: NotificationKind<Data>): NotificationKind {
  return kind as unknown as NotificationKind;
}
