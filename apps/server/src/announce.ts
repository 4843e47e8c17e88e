import type { FirstSignIn } from './first-start.ts';

/** What a person at the terminal shall know, at one go: who waits for the address has the rest too. */
export function announce(address: string, first: FirstSignIn | null): void {
  console.log([`Landescloud is ready at ${address}`, ...signIn(first)].join('\n'));
}

function signIn(first: FirstSignIn | null): string[] {
  if (first === null) return [];
  if (first.password === null) return [`Sign in as '${first.login}' with the password you have set.`];
  return [
    `Sign in as '${first.login}' with the password ${first.password}`,
    'It is shown only this once; change it in the settings.',
  ];
}
