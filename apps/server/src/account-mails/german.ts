import type { Circumstances, Texts } from './account-texts.ts';

const devices = { totp: 'App mit Codes', passkey: 'Passkey' } as const;
const spaced = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

const endIt = (link: Circumstances['link']) =>
  `Waren Sie es nicht, öffnen Sie diese Adresse, ändern Sie Ihr Passwort und beenden Sie, was Sie nicht kennen:

${link('/settings/security')}`;

/** Whoever it was themselves has nothing to do; whoever not learns where it ends. */
function notice(subject: string, happened: string, { link }: Circumstances, otherwise = endIt(link)) {
  return {
    subject,
    text: `${happened}

Waren Sie das selbst, brauchen Sie nichts zu tun.

${otherwise}

Kommen Sie nicht mehr hinein, wenden Sie sich gleich an die Verwaltung Ihrer Organisation.`,
  };
}

export const german: Texts = {
  'password-changed': (_, about) =>
    notice(
      'Ihr Passwort wurde geändert',
      `Ihr Passwort wurde am ${about.when} geändert. Alle anderen Anmeldungen wurden dabei beendet.`,
      about,
      `Waren Sie es nicht, wählen Sie gleich ein neues Passwort. Damit enden alle Anmeldungen:

${about.link('/login/reset')}`,
    ),
  'password-reset': ({ token, expiresAt }, { link, moment }) => ({
    subject: 'Neues Passwort wählen',
    text: `Für Ihr Konto wurde ein neues Passwort angefordert. Öffnen Sie diese Adresse, um es zu wählen:

${link(`/reset#${token}`)}

Die Adresse gilt einmal, bis zum ${moment(expiresAt)}. Danach enden alle Anmeldungen und App-Passwörter Ihres Kontos. Ein zweiter Faktor bleibt und wird weiterhin verlangt.

Haben Sie das nicht angefordert, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.`,
  }),
  'password-elsewhere': (_, { link }) => ({
    subject: 'Ihr Passwort wird nicht hier verwaltet',
    text: `Für Ihr Konto wurde ein neues Passwort angefordert. Sie melden sich über den Anmeldedienst Ihrer Organisation an; hier gibt es kein Passwort, das geändert werden könnte.

Wenden Sie sich an die Stelle, die in Ihrer Organisation die Anmeldung betreut, und melden Sie sich dann wie gewohnt an:

${link('/login')}

Haben Sie das nicht angefordert, brauchen Sie nichts zu tun.`,
  }),
  'mail-code': ({ code, expiresAt }, { link, moment }) => ({
    subject: 'Ihr Code zum Anmelden',
    text: `Ihr Code zum Anmelden:

${spaced(code)}

Er gilt einmal, bis zum ${moment(expiresAt)}, und nur in dem Browser, in dem Sie ihn angefordert haben. Geben Sie ihn nur auf ${link('/')} ein. Niemand wird Sie sonst danach fragen.

Wollten Sie sich nicht anmelden, brauchen Sie nichts zu tun.`,
  }),
  'mail-change': ({ token, expiresAt }, { link, moment }) => ({
    subject: 'Neue E-Mail-Adresse bestätigen',
    text: `Diese E-Mail-Adresse soll zu Ihrem Konto gehören. Öffnen Sie diese Adresse und melden Sie sich an, falls Sie gefragt werden:

${link(`/settings/email#${token}`)}

Das geht einmal, bis zum ${moment(expiresAt)}. Bis dahin bleibt es bei der bisherigen Adresse.

Haben Sie das nicht angefordert, brauchen Sie nichts zu tun.`,
  }),
  'mail-changed': ({ email }, about) =>
    notice(
      'Ihre E-Mail-Adresse wurde geändert',
      `Die E-Mail-Adresse Ihres Kontos wurde am ${about.when} geändert. Nachrichten gehen von jetzt an an ${email}, diese hier ist die letzte an die bisherige Adresse.`,
      about,
    ),
  'factor-added': ({ factor, name }, about) =>
    notice(
      `${devices[factor]} hinzugefügt`,
      `Ihrem Konto wurde am ${about.when} hinzugefügt: ${devices[factor]} „${name}“. Damit kann man sich anmelden.`,
      about,
    ),
  'factor-removed': ({ factor, name }, about) =>
    notice(
      `${devices[factor]} entfernt`,
      `Von Ihrem Konto wurde am ${about.when} entfernt: ${devices[factor]} „${name}“. Damit kann man sich nicht mehr anmelden.`,
      about,
    ),
  'factors-reset': (_, about) =>
    notice(
      'Ihre zweiten Faktoren wurden zurückgesetzt',
      `Die Verwaltung Ihrer Organisation hat am ${about.when} Ihre Passkeys, Apps mit Codes und Wiederherstellungscodes entfernt. Alle Anmeldungen wurden beendet. Richten Sie sie nach der nächsten Anmeldung neu ein.`,
      about,
    ),
  'recovery-code-used': ({ left }, about) =>
    notice(
      'Ein Wiederherstellungscode wurde benutzt',
      `Am ${about.when} wurde einer Ihrer Wiederherstellungscodes benutzt. Übrig sind: ${left}.`,
      about,
    ),
  'recovery-codes-made': (_, about) =>
    notice(
      'Neue Wiederherstellungscodes',
      `Am ${about.when} wurden für Ihr Konto neue Wiederherstellungscodes gemacht. Die alten gelten nicht mehr.`,
      about,
    ),
  'second-factor-guessed': (_, about) => ({
    subject: 'Jemand kennt vielleicht Ihr Passwort',
    text: `Am ${about.when} hat jemand Ihr richtiges Passwort eingegeben, danach aber mehrmals einen falschen Code. Die Anmeldung wurde abgebrochen; niemand ist hineingekommen.

Haben Sie sich selbst vertippt, brauchen Sie nichts zu tun.

Waren Sie es nicht, wählen Sie gleich ein neues Passwort:

${about.link('/login/reset')}`,
  }),
};
