import { api } from '../api/api.ts';
import { activateLocale, type Locale } from '../i18n/locale.ts';
import type { SignedInPerson } from './session.ts';
import { applyTheme, type Theme } from './theme.ts';

interface Choice {
  readonly language?: Locale;
  readonly theme?: Theme;
}

let chosen: Choice = {};

/** Language or theme, shown at once; whoever signs in then keeps it. */
export function chooseBeforeSignIn(choice: Choice): void {
  chosen = { ...chosen, ...choice };
  if (choice.language !== undefined) void activateLocale(choice.language);
  if (choice.theme !== undefined) applyTheme(choice.theme);
}

/** The person with what was chosen on the sign-in page, which the server keeps if it can. */
export async function keepChosen(person: SignedInPerson): Promise<SignedInPerson> {
  const choice = chosen;
  chosen = {};
  if (Object.keys(choice).length === 0) return person;
  await api.patch('/me', choice).catch(() => undefined);
  return { ...person, ...choice };
}
