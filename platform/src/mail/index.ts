/** Outgoing mail: written in the transaction that has a reason for it, sent after its commit. */
export type { MailRights } from './http/mail-routes.ts';
export { mailRoutes } from './http/mail-routes.ts';
export type { ForgottenPerson, Mail, MailDeps, MailScope, NewMail } from './mail.ts';
export { createMail } from './mail.ts';
export type { FetchedMail, Mailbox } from './mailbox.ts';
export { openMailbox } from './mailbox.ts';
export type { ReadMail } from './read-mail.ts';
export { readMail } from './read-mail.ts';
export { parseMailAddress } from './mail-address.ts';
export type { MailCalendar, MailProgress, MailQuery, MailState, MailView } from './mail-store.ts';
export type { MailSender } from './smtp.ts';
export type { MailLanguage } from './words.ts';
export { dayIn, momentIn, subjectLine } from './words.ts';
