import assert from 'node:assert/strict';
import { systemActor, type Clock, type OrganisationRole } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';
import type { Things } from './addresses.ts';
import { ask, type Answer, type Ask } from './ask.ts';
import { makeThings } from './make-things.ts';

/**
 * Everyone who must be told apart, around anna's organisation tfm: land > tfm > tfm-kasse, land > nachbar, and clara's
 * stadt-erfurt beside them all.
 */
export const actors = [
  'signed-out',
  'guest-expired',
  'guest-ended',
  'left',
  'disabled',
  'guest',
  'stranger',
  'colleague',
  'auditor',
  'reporter',
  'access-manager',
  'sibling',
  'child',
  'own',
  'parent',
  'platform',
  'owner',
] as const;
export type ActorName = (typeof actors)[number];

/** Who holds what for which organisation; whoever is not named is somebody of the test world. */
const members: Partial<Record<ActorName, { readonly at: string; readonly role?: OrganisationRole }>> = {
  left: { at: 'tfm' },
  disabled: { at: 'tfm' },
  colleague: { at: 'tfm' },
  auditor: { at: 'tfm', role: 'auditor' },
  reporter: { at: 'tfm', role: 'reporter' },
  'access-manager': { at: 'tfm', role: 'access-manager' },
  sibling: { at: 'nachbar', role: 'organisation-administrator' },
  child: { at: 'tfm-kasse', role: 'organisation-administrator' },
  own: { at: 'tfm', role: 'organisation-administrator' },
  parent: { at: 'land', role: 'organisation-administrator' },
};
const guests = ['guest', 'guest-ended', 'guest-expired'] as const;
const known: Partial<Record<ActorName, string>> = { stranger: 'clara', platform: 'admin', owner: 'anna' };

const system = systemActor('test');
const day = 86_400_000;

export interface Credentials {
  readonly login: string;
  /** Of a session in a browser. */
  readonly cookie: string;
  readonly password: string;
  readonly appPassword: string;
  /** The same as an Authorization header. */
  readonly authorization: string;
}

export interface ActorWorld extends AsyncDisposable {
  readonly world: World;
  readonly things: Things;
  /** By the server's clock. */
  now(): number;
  credentials(actor: ActorName): Credentials;
  /** As that actor: by cookie where there is a browser, else by app password. */
  as(actor: ActorName, request: Ask): Promise<Answer>;
  json(actor: ActorName, method: string, path: string, body?: unknown): Promise<Answer>;
}

/** A world with all of them signed in, and those who are out put out afterwards. */
export async function startActorWorld(): Promise<ActorWorld> {
  let offset = 0;
  const clock: Clock = { now: () => Date.now() + offset };
  const world = await startWorld({ seed: 'files', clock, settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  const { directory, auth, database } = world.landescloud;
  const who = new Map<ActorName, Credentials>();
  let things: Things;

  async function ask_(cookie: string | null, method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      ...(cookie === null ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return ask(world.url, { method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  async function equip(actor: ActorName, login: string, password: string, cookie?: string): Promise<void> {
    const signIn = () => ask_(null, 'POST', '/api/v1/session', { login, password });
    const session = cookie ?? sessionOf(await signIn());
    const identity = await directory.identities.findByLogin(login);
    const { token } = await auth.appPasswords.createFor(system, identity?.personId ?? 0, 'test');
    const authorization = `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`;
    who.set(actor, { login, password, cookie: session, appPassword: token, authorization });
  }

  async function inviteGuest(name: (typeof guests)[number]): Promise<void> {
    const address = `${name}@example.org`;
    const endsAt = clock.now() + (name === 'guest-expired' ? 2 : 60) * day;
    const input = { name: `Gast ${name}`, address, reason: 'Test', endsAt };
    const invited = await world.landescloud.guests.invite(world.person('anna').actor, input);
    const [mail] = await database.query<{ text: string }>('select text from platform.mail where recipient = $1', [
      address,
    ]);
    const token = /\/invitation\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
    const accepted = await ask_(null, 'POST', `/api/v1/invitations/${token}/accept`, {
      termsAccepted: true,
      way: 'mail-code',
    });
    await equip(name, invited.login, '', sessionOf(accepted));
  }

  const actorWorld: ActorWorld = {
    world,
    get things() {
      return things;
    },
    now: clock.now,
    credentials: (actor) => who.get(actor) ?? assert.fail(actor),
    as(actor, request) {
      if (actor === 'signed-out') return ask(world.url, request);
      const { cookie, authorization } = actorWorld.credentials(actor);
      const shown: Record<string, string> = request.path.startsWith('/api/') ? { cookie } : { authorization };
      return ask(world.url, { ...request, headers: { ...shown, ...request.headers } });
    },
    json: (actor, method, path, body) =>
      ask_(actor === 'signed-out' ? null : actorWorld.credentials(actor).cookie, method, path, body),
    [Symbol.asyncDispose]: () => world.stop(),
  };

  try {
    await fill();
    return actorWorld;
  } catch (error) {
    await world.stop();
    throw error;
  }

  async function fill(): Promise<void> {
    await directory.organisations.update(system, 'tfm', { parentKey: 'land' });
    await directory.organisations.add(system, { key: 'tfm-kasse', name: 'Kasse', parentKey: 'tfm' });
    await directory.organisations.add(system, { key: 'nachbar', name: 'Nachbar', parentKey: 'land' });
    for (const [actor, { at, role }] of Object.entries(members)) {
      const login = `wer-${actor}`;
      const password = `${actor}: Ein gutes Passwort 27`;
      const { id } = await directory.people.add(system, { login, name: `Person ${actor}`, organisationKey: at });
      if (role !== undefined) await directory.organisations.assignRole(system, at, role, login);
      await auth.setPassword(system, id, password);
    }
    await inviteGuest('guest-expired');
    offset = 3 * day;
    for (const name of ['guest', 'guest-ended'] as const) await inviteGuest(name);
    for (const [actor, login] of Object.entries(known)) {
      await equip(actor as ActorName, login, world.person(login).password);
    }
    for (const actor of Object.keys(members)) {
      await equip(actor as ActorName, `wer-${actor}`, `${actor}: Ein gutes Passwort 27`);
    }
    const byLogin = new Map([...who].map(([actor, { login }]) => [login, actor]));
    things = await makeThings(world, (login, request) =>
      actorWorld.as(login === null ? 'signed-out' : (byLogin.get(login) ?? assert.fail(login)), request),
    );
    await world.landescloud.guests.end(system, actorWorld.credentials('guest-ended').login);
    await directory.people.leave(system, 'wer-left');
    await directory.people.update(system, 'wer-disabled', { disabled: true });
  }
}

export function sessionOf({ status, headers, text }: Answer): string {
  assert.equal(status, 200, text);
  const set = headers['set-cookie']?.find((each) => /^lc_session=./.test(each));
  return set?.split(';', 1)[0] ?? assert.fail('no session');
}
