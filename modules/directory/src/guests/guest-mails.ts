import { dayIn, subjectLine } from '@landescloud/platform/mail';
import type { MailLanguage } from '@landescloud/platform/mail';

/** A mail without its recipient. */
export interface MailText {
  readonly kind: string;
  readonly language: MailLanguage;
  readonly subject: string;
  readonly text: string;
}

interface InvitationMail {
  readonly language: MailLanguage;
  readonly name: string;
  readonly inviter: string;
  readonly organisation: string;
  readonly place: string | null;
  readonly reason: string;
  readonly endsAt: Date;
  readonly invitationEndsAt: Date;
  readonly link: string;
}

export function invitationMail(about: InvitationMail): MailText {
  const { language, name, inviter, organisation, place, reason, link } = about;
  const [ends, until] = [dayIn(language, about.endsAt), dayIn(language, about.invitationEndsAt)];
  const kind = 'directory.guest_invitation';
  if (language === 'en') {
    const subject = subjectLine(`${inviter} invites you to work with ${organisation}`);
    const to = place === null ? '' : `\nShared with you: ${place}`;
    return {
      kind,
      language,
      subject,
      text: `Hello ${name},

${inviter} (${organisation}) invites you as a guest.

Reason: ${reason}${to}
Your access ends on ${ends}.

Open this address to see the invitation and to choose how you want to sign in:

${link}

The address works once, until ${until}. Do not pass it on. If you did not expect this, you need not do anything.`,
    };
  }
  const subject = subjectLine(`${inviter} lädt Sie zur Zusammenarbeit mit ${organisation} ein`);
  const to = place === null ? '' : `\nFür Sie freigegeben: ${place}`;
  return {
    kind,
    language,
    subject,
    text: `Guten Tag ${name},

${inviter} (${organisation}) lädt Sie als Gast ein.

Anlass: ${reason}${to}
Ihr Zugang endet am ${ends}.

Öffnen Sie diese Adresse, um die Einladung anzusehen und zu wählen, wie Sie sich anmelden möchten:

${link}

Die Adresse gilt einmal, bis zum ${until}. Geben Sie sie nicht weiter. Wenn Sie nichts damit anfangen können, brauchen Sie nichts zu tun.`,
  };
}

interface DeadlineMail {
  readonly language: MailLanguage;
  readonly sponsor: string;
  readonly guest: string;
  readonly kind: 'confirm' | 'end';
  readonly at: number;
  readonly link: string;
}

/** To the sponsor: a guest has to be confirmed, or ends soon. */
export function deadlineMail({ language, sponsor, guest, kind, at, link }: DeadlineMail): MailText {
  const on = dayIn(language, at);
  const confirm = kind === 'confirm';
  if (language === 'en') {
    const subject = confirm ? `Is ${guest} still your guest?` : `The access of your guest ${guest} ends on ${on}`;
    const text = confirm
      ? `Guests are confirmed once a year. Unless you confirm that ${guest} is still needed, their access ends on ${on}.`
      : `The access of your guest ${guest} ends on ${on}. If they are needed longer, choose a later end.`;
    const words = `Hello ${sponsor},\n\n${text}\n\nYour guests:\n\n${link}`;
    return { kind: `directory.guest_${kind}`, language, subject: subjectLine(subject), text: words };
  }
  const subject = confirm ? `Ist ${guest} noch Ihr Gast?` : `Der Zugang Ihres Gastes ${guest} endet am ${on}`;
  const text = confirm
    ? `Gäste werden einmal im Jahr bestätigt. Wenn Sie nicht bestätigen, dass ${guest} noch gebraucht wird, endet der Zugang am ${on}.`
    : `Der Zugang Ihres Gastes ${guest} endet am ${on}. Wird er länger gebraucht, wählen Sie ein späteres Ende.`;
  const words = `Guten Tag ${sponsor},\n\n${text}\n\nIhre Gäste:\n\n${link}`;
  return { kind: `directory.guest_${kind}`, language, subject: subjectLine(subject), text: words };
}

interface HandOverMail {
  readonly language: MailLanguage;
  readonly to: string;
  readonly from: string;
  readonly guests: readonly string[];
  /** True: they are the recipient's guests now; false: an administrator has to take them over. */
  readonly taken: boolean;
  readonly link: string;
}

/** To the manager, or to administrators: whose guests somebody's who has left are now. */
export function handOverMail({ language, to, from, guests, taken, link }: HandOverMail): MailText {
  const names = guests.slice(0, 100).map((name) => `- ${name.replace(/\s+/g, ' ')}`);
  const list = names.join('\n') + (guests.length > names.length ? '\n- …' : '');
  const kind = 'directory.guest_handover';
  if (language === 'en') {
    const subject = subjectLine(
      taken ? `You are now responsible for guests of ${from}` : `Guests of ${from} need a sponsor`,
    );
    const words = taken
      ? `${from} has left. You are now the sponsor of these guests:`
      : `${from} has left, and nobody is responsible for these guests. Take them over or end them:`;
    return { kind, language, subject, text: `Hello ${to},\n\n${words}\n\n${list}\n\n${link}` };
  }
  const subject = subjectLine(
    taken ? `Sie betreuen jetzt Gäste von ${from}` : `Gäste von ${from} brauchen eine Betreuung`,
  );
  const words = taken
    ? `${from} ist nicht mehr da. Sie betreuen jetzt diese Gäste:`
    : `${from} ist nicht mehr da, und niemand betreut diese Gäste. Übernehmen oder beenden Sie sie:`;
  return { kind, language, subject, text: `Guten Tag ${to},\n\n${words}\n\n${list}\n\n${link}` };
}
