import type { Directory } from '@landescloud/directory';
import type { Clock } from '@landescloud/kernel';
import type { AuthFacts, AuthMessage, AuthMessageKind, Tell } from '@landescloud/platform/auth';
import { momentIn, parseMailAddress, subjectLine } from '@landescloud/platform/mail';
import type { Mail, MailLanguage } from '@landescloud/platform/mail';
import { accountTexts } from './account-texts.ts';
import type { Circumstances, Words } from './account-texts.ts';

export interface TellDeps {
  readonly people: Pick<Directory['people'], 'present'>;
  readonly rights: Pick<Directory['rights'], 'administeredFrom'>;
  readonly mail: Pick<Mail, 'send'>;
  readonly clock: Clock;
  readonly link: (path: string) => string;
}

/** What opens something: deleted as soon as a mail server has taken the mail. */
const secrets: ReadonlySet<AuthMessageKind> = new Set(['password-reset', 'mail-code', 'mail-change']);

/** Mail about one's sign-in. Whoever has no address that can be written to is told nothing. */
export function tellPeople({ people, rights, mail, clock, link }: TellDeps): Tell {
  return async (tx, message) => {
    const person = await people.present(tx, message.personId);
    const to = parseMailAddress(addressOf(message) ?? person?.email ?? '');
    if (!person || to === null) return;
    const { language, name } = person;
    const { subject, text } = wordsOf(message, language, {
      when: momentIn(language, clock.now()),
      moment: (at) => momentIn(language, at),
      link,
    });
    await mail.send(tx, {
      to,
      language,
      kind: `auth.${message.kind.replaceAll('-', '_')}`,
      subject: subjectLine(subject),
      text: `${language === 'en' ? 'Hello' : 'Guten Tag'} ${name},\n\n${text}`,
      // who reads what opens an account could become its owner, and so whatever they hold
      organisationId: await rights.administeredFrom(tx, message.personId),
      personId: message.personId,
      secret: secrets.has(message.kind),
    });
  };
}

function addressOf({ kind, facts }: AuthMessage): string | undefined {
  if (kind === 'mail-change') return facts.email;
  return kind === 'mail-changed' ? facts.before : undefined;
}

function wordsOf<Kind extends AuthMessageKind>(
  { kind, facts }: { readonly kind: Kind; readonly facts: AuthFacts[Kind] },
  language: MailLanguage,
  about: Circumstances,
): Words {
  return accountTexts[language][kind](facts, about);
}
