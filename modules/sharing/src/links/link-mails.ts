import { dayIn, momentIn, subjectLine, type MailLanguage } from '@landescloud/platform/mail';
import type { LinkKind } from './link-record.ts';

interface LinkMail {
  readonly kind: string;
  readonly language: MailLanguage;
  readonly subject: string;
  readonly text: string;
  readonly secret?: boolean;
}

interface RecipientMail {
  readonly from: string;
  readonly organisation: string;
  readonly name: string;
  readonly kind: LinkKind;
  readonly message: string;
  readonly endsAt: number | null;
  readonly address: string;
}

/** To who has no account, in both languages: nobody knows which one they read. */
export function recipientMail(about: RecipientMail): LinkMail {
  const { from, organisation, name, kind, message, endsAt, address } = about;
  const drop = kind === 'uploader';
  const subject = subjectLine(drop ? `${from} bittet Sie um Dateien: ${name}` : `${from} gibt Ihnen „${name}“ frei`);
  const note = message === '' ? '' : `\n\nNachricht von ${from}:\n\n${message}`;
  const until =
    endsAt === null
      ? ['', '']
      : [`\nDie Adresse gilt bis zum ${dayIn('de', endsAt)}.`, `\nThe address works until ${dayIn('en', endsAt)}.`];
  const what = drop
    ? ['bittet Sie, Dateien abzugeben', 'asks you to hand in files']
    : ['gibt Ihnen etwas frei', 'shares something with you'];
  return {
    kind: 'sharing.link',
    language: 'de',
    subject,
    text: `Guten Tag,

${from} (${organisation}) ${what[0]}: ${name}${note}

${address}

Sie brauchen kein Konto. Beim Öffnen schicken wir Ihnen einen Code an diese Mailadresse.${until[0]}

– English –

${from} (${organisation}) ${what[1]}: ${name}. You need no account: open the address above, and we send a code to this mail address.${until[1]}`,
  };
}

/** Single use, in both languages. */
export function codeMail(code: string, endsAt: number): LinkMail {
  return {
    kind: 'sharing.link_code',
    language: 'de',
    secret: true,
    subject: subjectLine(`Ihr Code: ${code}`),
    text: `Guten Tag,

Ihr Code zum Öffnen des Links / your code to open the link:

${code}

Er gilt einmal, bis ${momentIn('de', endsAt)}. Geben Sie ihn nicht weiter. Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun.

It works once, until ${momentIn('en', endsAt)}. Do not pass it on. If you did not ask for it, you need not do anything.`,
  };
}
