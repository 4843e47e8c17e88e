import type { FirstSignIn } from './first-start.ts';

/** What a person at the terminal shall know. */
export function announce(address: string, first: FirstSignIn | null): void {
  console.log(`Landescloud is ready at ${address}`);
  if (first === null) return;
  if (first.password === null) console.log(`Sign in as '${first.login}' with the password you have set.`);
  else {
    console.log(`Sign in as '${first.login}' with the password ${first.password}`);
    console.log('It is shown only this once; change it in the settings.');
  }
}
