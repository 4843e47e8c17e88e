import { systemActor, type PersonActor } from '@landescloud/kernel';
import { personActor, type Rooms } from '@landescloud/server';

/** Somebody of the test world, with everything that a client needs to be them. */
export interface WorldPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  /** For the sign-in page. */
  readonly password: string;
  /** For clients; the value of an Authorization header is in `authorization`. */
  readonly appPassword: string;
  readonly authorization: string;
  /** For rooms that are called in process. */
  readonly actor: PersonActor;
}

export const administratorPassword = 'Testwelt-Verwaltung-2027';

export function passwordOf(login: string): string {
  return login === 'admin' ? administratorPassword : `${login}-hat-ein-Passwort`;
}

/** Gives a person an app password and gathers the rest. */
export async function equipPerson(rooms: Rooms, login: string): Promise<WorldPerson> {
  const actor = await personActor(rooms, login);
  const { token } = await rooms.auth.appPasswords.createFor(systemActor('test-world'), actor.personId, 'test');
  return {
    id: actor.personId,
    login,
    name: actor.name,
    password: passwordOf(login),
    appPassword: token,
    authorization: `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`,
    actor,
  };
}
