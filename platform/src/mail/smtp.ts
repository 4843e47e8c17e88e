import { createTransport } from 'nodemailer';
import { htmlOf } from './html-of.ts';
import type { MailCalendar } from './mail-store.ts';

/** Who mail is from. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

export interface OutgoingMail {
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly at: number;
  readonly calendar: MailCalendar | null;
  readonly fromName: string | null;
  readonly replyTo: string | null;
}

export interface Smtp {
  /** Resolves when the mail server has taken it; throws SmtpError. */
  deliver(mail: OutgoingMail): Promise<void>;
}

/** Mail that was not taken. `forGood`: the server will not take it another time either. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  readonly forGood: boolean;

  constructor(message: string, forGood: boolean, cause: unknown) {
    super(message, { cause });
    this.forGood = forGood;
  }
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** One connection a mail: a mail server that hangs or restarts holds up nothing but that. */
export function createSmtp(url: string, sender: MailSender): Smtp {
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  return {
    async deliver({ to, language, subject, text, messageId, at, calendar, fromName, replyTo }) {
      try {
        await transport.sendMail({
          from: { name: fromName === null ? sender.name : `${fromName} (${sender.name})`, address: sender.address },
          ...(replyTo === null ? {} : { replyTo: { name: fromName ?? '', address: replyTo } }),
          // RFC 6047, 2.4: a part of the alternatives, and once more as a file for programs that show only those
          ...(calendar === null ? {} : { icalEvent: { ...calendar, filename: 'invite.ics' } }),
          // Apart from the header, so that nothing in one could add a recipient.
          envelope: { from: calendar === null ? sender.address : returnAddress(sender.address, replyTo), to: [to] },
          to: { name: '', address: to },
          subject,
          text,
          html: htmlOf(subject, text, language),
          messageId: `<${messageId}@${host}>`,
          date: new Date(at),
          headers: {
            'Content-Language': language,
            // RFC 3834: nobody's absence notice answers a machine.
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        });
      } catch (error) {
        throw new SmtpError(describe(error), isForGood(error), error);
      }
    },
  };
}

/** An invitation that cannot be delivered comes back to where answers to it go, as far as we may send in that domain's name. */
function returnAddress(own: string, replyTo: string | null): string {
  const domain = (address: string) => address.slice(address.lastIndexOf('@'));
  return replyTo !== null && domain(replyTo) === domain(own) ? replyTo : own;
}

/** Recipient or content refused with 5xx (RFC 5321, 4.2.1). A refused sign-in is the operator's to mend. */
function isForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500;
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\s+/g, ' ').slice(0, 500);
}
