import type { Circumstances, Texts } from './account-texts.ts';

const devices = { totp: 'Code app', passkey: 'Passkey' } as const;
const spaced = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

const endIt = (link: Circumstances['link']) =>
  `If it was not, open this address, change your password and end what you do not know:

${link('/settings/security')}`;

/** Whoever it was themselves has nothing to do; whoever not learns where it ends. */
function notice(subject: string, happened: string, { link }: Circumstances, otherwise = endIt(link)) {
  return {
    subject,
    text: `${happened}

If this was you, you need not do anything.

${otherwise}

If you cannot get in any more, turn to the administration of your organisation at once.`,
  };
}

export const english: Texts = {
  'password-changed': (_, about) =>
    notice(
      'Your password was changed',
      `Your password was changed on ${about.when}. Every other session was ended.`,
      about,
      `If it was not, choose a new password at once. All sessions end with it:

${about.link('/login/reset')}`,
    ),
  'password-reset': ({ token, expiresAt }, { link, moment }) => ({
    subject: 'Choose a new password',
    text: `A new password was asked for, for your account. Open this address to choose it:

${link(`/reset#${token}`)}

The address works once, until ${moment(expiresAt)}. Afterwards all sessions and app passwords of your account end. A second factor stays and is still asked for.

If you did not ask for this, you need not do anything: your password stays as it is.`,
  }),
  'password-elsewhere': (_, { link }) => ({
    subject: 'Your password is not managed here',
    text: `A new password was asked for, for your account. You sign in by the sign-in service of your organisation; there is no password here that could be changed.

Turn to those who look after signing in at your organisation, then sign in as usual:

${link('/login')}

If you did not ask for this, you need not do anything.`,
  }),
  'mail-code': ({ code, expiresAt }, { link, moment }) => ({
    subject: 'Your code for signing in',
    text: `Your code for signing in:

${spaced(code)}

It works once, until ${moment(expiresAt)}, and only in the browser in which you asked for it. Enter it on ${link('/')} only. Nobody else will ask you for it.

If you did not want to sign in, you need not do anything.`,
  }),
  'mail-change': ({ token, expiresAt }, { link, moment }) => ({
    subject: 'Confirm your new e-mail address',
    text: `This e-mail address shall belong to your account. Open this address, and sign in if you are asked to:

${link(`/settings/email#${token}`)}

It works once, until ${moment(expiresAt)}. Until then the address stays as it was.

If you did not ask for this, you need not do anything.`,
  }),
  'mail-changed': ({ email }, about) =>
    notice(
      'Your e-mail address was changed',
      `The e-mail address of your account was changed on ${about.when}. Messages go to ${email} from now on; this is the last one to the address before.`,
      about,
    ),
  'factor-added': ({ factor, name }, about) =>
    notice(
      `${devices[factor]} added`,
      `This was added to your account on ${about.when}: ${devices[factor]} “${name}”. One can sign in with it.`,
      about,
    ),
  'factor-removed': ({ factor, name }, about) =>
    notice(
      `${devices[factor]} removed`,
      `This was removed from your account on ${about.when}: ${devices[factor]} “${name}”. One cannot sign in with it any more.`,
      about,
    ),
  'factors-reset': (_, about) =>
    notice(
      'Your second factors were reset',
      `The administration of your organisation removed your passkeys, code apps and recovery codes on ${about.when}. All sessions were ended. Set them up again after you next sign in.`,
      about,
    ),
  'recovery-code-used': ({ left }, about) =>
    notice(
      'A recovery code was used',
      `One of your recovery codes was used on ${about.when}. There are left: ${left}.`,
      about,
    ),
  'recovery-codes-made': (_, about) =>
    notice(
      'New recovery codes',
      `New recovery codes were made for your account on ${about.when}. The old ones no longer work.`,
      about,
    ),
  'second-factor-guessed': (_, about) => ({
    subject: 'Somebody may know your password',
    text: `On ${about.when} somebody entered your right password, but then a wrong code several times. The sign-in was stopped; nobody got in.

If you mistyped yourself, you need not do anything.

If it was not you, choose a new password at once:

${about.link('/login/reset')}`,
  }),
};
