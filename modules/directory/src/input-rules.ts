import { invalid } from './errors.ts';

const loginForm = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
const keyForm = /^[a-z0-9][a-z0-9-]{0,63}$/;
const emailForm = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;

/** Whether anybody could have this login; what could not is not looked for. */
export function isLogin(text: string): boolean {
  return loginForm.test(text);
}

export function isKey(text: string): boolean {
  return keyForm.test(text);
}

/** A login stands in every DAV address of the person, so nothing in it ever needs escaping. */
export function checkedLogin(login: string): string {
  if (isLogin(login)) return login;
  throw invalid(
    'login',
    'A login has 1 to 64 lower case letters, digits or . _ @ - and begins with a letter or digit.',
  );
}

export function checkedKey(key: string): string {
  if (isKey(key)) return key;
  throw invalid('key', 'A key has 1 to 64 lower case letters, digits or - and begins with a letter or digit.');
}

export function checkedName(name: string): string {
  const checked = name.normalize('NFC').trim();
  if (checked !== '' && checked.length <= 200 && !/[\p{Cc}\u2028\u2029]/u.test(checked)) return checked;
  throw invalid('name', 'A name has 1 to 200 characters and no line breaks.');
}

export function checkedEmail(email: string | null): string | null {
  const checked = email?.trim() ?? '';
  if (checked === '') return null;
  if (checked.length <= 254 && emailForm.test(checked)) return checked;
  throw invalid('email', 'This is no e-mail address.');
}
