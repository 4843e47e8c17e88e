import { dayIn, subjectLine } from '@landescloud/platform/mail';
import type { MailLanguage } from '@landescloud/platform/mail';
import type { MailText } from '../handovers/handover-mails.ts';

interface Asked {
  readonly language: MailLanguage;
  readonly name: string;
  readonly asker: string;
  readonly organisation: string;
  readonly title: string;
  readonly message: string;
  readonly items: readonly { readonly name: string; readonly required: boolean }[];
  readonly dueAt: number;
  readonly link: string;
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

/** To who is asked and has no account. */
export function requestMail(about: Asked): MailText {
  const { language, name, asker, organisation, title, message, items, dueAt, link } = about;
  const kind = 'sharing.request';
  const from = language === 'en' ? `Message from ${asker}:` : `Nachricht von ${asker}:`;
  const said = message === '' ? '' : `\n${from}\n\n${message}\n`;
  const due = dayIn(language, dueAt);
  if (language === 'en') {
    const list = items.map((item) => `- ${flat(item.name)}${item.required ? '' : ' (optional)'}`).join('\n');
    return {
      kind,
      language,
      subject: subjectLine(`${asker} asks you for files: ${title}`),
      text: `Hello ${name},

${asker} (${organisation}) asks you for files by ${due}:

${title}

${list}
${said}
Hand them in here. You need no account, and may do it in several parts:

${link}

The address is for you alone. Do not pass it on.`,
    };
  }
  const list = items.map((item) => `- ${flat(item.name)}${item.required ? '' : ' (freiwillig)'}`).join('\n');
  return {
    kind,
    language,
    subject: subjectLine(`${asker} bittet Sie um Dateien: ${title}`),
    text: `Guten Tag ${name},

${asker} (${organisation}) bittet Sie bis zum ${due} um Dateien:

${title}

${list}
${said}
Geben Sie sie hier ab. Sie brauchen kein Konto und können es in mehreren Teilen tun:

${link}

Die Adresse ist nur für Sie. Geben Sie sie nicht weiter.`,
  };
}

export type AboutRequest = Omit<Asked, 'items' | 'message'>;

interface Missing extends AboutRequest {
  readonly missing: readonly string[];
}

export function reminderMail(about: Missing): MailText {
  const { language, name, asker, organisation, title, missing, dueAt, link } = about;
  const kind = 'sharing.request_reminder';
  const list = missing.map((item) => `- ${flat(item)}`).join('\n');
  const due = dayIn(language, dueAt);
  return language === 'en'
    ? {
        kind,
        language,
        subject: subjectLine(`Reminder, due on ${due}: ${title}`),
        text: `Hello ${name},\n\n${asker} (${organisation}) still needs this from you by ${due}:\n\n${list}\n\nHand it in here:\n\n${link}\n\nThe address is for you alone. Do not pass it on.`,
      }
    : {
        kind,
        language,
        subject: subjectLine(`Erinnerung, Frist ${due}: ${title}`),
        text: `Guten Tag ${name},\n\n${asker} (${organisation}) braucht von Ihnen bis zum ${due} noch:\n\n${list}\n\nGeben Sie es hier ab:\n\n${link}\n\nDie Adresse ist nur für Sie. Geben Sie sie nicht weiter.`,
      };
}

/** Another date, or another message. */
export function changedMail(about: AboutRequest & { readonly message: string }): MailText {
  const { language, name, asker, organisation, title, message, dueAt, link } = about;
  const kind = 'sharing.request_changed';
  const due = dayIn(language, dueAt);
  const said = message === '' ? '' : `\n\n${message}`;
  return language === 'en'
    ? {
        kind,
        language,
        subject: subjectLine(`Changed, now due on ${due}: ${title}`),
        text: `Hello ${name},\n\n${asker} (${organisation}) has changed the request “${title}”. It is due on ${due}.${said}\n\nHand the files in here:\n\n${link}\n\nThe address is for you alone. Do not pass it on.`,
      }
    : {
        kind,
        language,
        subject: subjectLine(`Geändert, Frist jetzt ${due}: ${title}`),
        text: `Guten Tag ${name},\n\n${asker} (${organisation}) hat die Anforderung „${title}“ geändert. Die Frist ist der ${due}.${said}\n\nGeben Sie die Dateien hier ab:\n\n${link}\n\nDie Adresse ist nur für Sie. Geben Sie sie nicht weiter.`,
      };
}
