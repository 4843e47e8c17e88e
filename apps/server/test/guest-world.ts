import assert from 'node:assert/strict';
import { systemActor, type Clock } from '@landescloud/kernel';
import { startWorld } from '@landescloud/testing';

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly cookie: string | undefined;
}

export const day = 24 * 3_600_000;
const system = systemActor('test');

/** The test world with a clock that can be moved, and what guests need said shortly. */
export async function startGuestWorld() {
  let offset = 0;
  const clock: Clock & { move(ms: number): void } = {
    now: () => Date.now() + offset,
    move: (ms) => void (offset += ms),
  };
  const world = await startWorld({ clock });
  const { database, guests, auth } = world.landescloud;
  const cookies = new Map<string, string>();

  async function ask(cookie: string | null, method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(world.url + path, {
      method,
      headers: {
        ...(cookie === null ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : { text };
    const set = answer.headers.getSetCookie().map((each) => each.split(';')[0]!);
    return { status: answer.status, json, cookie: set.find((each) => /^lc_session=./.test(each)) };
  }

  /** As who is signed in in a browser. */
  async function as(login: string, method: string, path: string, body?: unknown): Promise<Answer> {
    let cookie = cookies.get(login);
    // the clock moves faster than people work: their sessions are over, too
    if (cookie === undefined || (await ask(cookie, 'GET', '/api/v1/session')).status === 401) {
      const signedIn = await ask(null, 'POST', '/api/v1/session', { login, password: world.person(login).password });
      assert.equal(signedIn.status, 200, JSON.stringify(signedIn.json));
      cookie = signedIn.cookie!;
      cookies.set(login, cookie);
    }
    return ask(cookie, method, path, body);
  }

  async function mails(to: string): Promise<{ kind: string; language: string; subject: string; text: string }[]> {
    return database.query(
      'select kind, language, subject, text from platform.mail where recipient = $1 order by id desc',
      [to],
    );
  }

  async function tokenFor(address: string): Promise<string> {
    const [mail] = await mails(address);
    return /\/invitation\/([\w-]{43})/.exec(mail?.text ?? '')![1]!;
  }

  const guestOf = (address: string, more: object = {}) => ({
    name: 'Gabi Gast',
    address,
    reason: 'Neubau der Brücke',
    endsAt: clock.now() + 90 * day,
    ...more,
  });

  /** Invited by anna, accepted, signed in by the code that the link stands for. */
  async function signedInGuest(address: string, more: object = {}): Promise<{ login: string; cookie: string }> {
    const invited = await as('anna', 'POST', '/api/v1/guests', guestOf(address, more));
    assert.equal(invited.status, 201, JSON.stringify(invited.json));
    const accepted = await ask(null, 'POST', `/api/v1/invitations/${await tokenFor(address)}/accept`, {
      termsAccepted: true,
      way: 'mail-code',
    });
    assert.equal(accepted.status, 200, JSON.stringify(accepted.json));
    assert.equal(accepted.json['signedIn'], true);
    return { login: String(accepted.json['login']), cookie: accepted.cookie! };
  }

  async function appPassword(login: string): Promise<string> {
    const identity = (await world.landescloud.directory.identities.findByLogin(login))!;
    const { token } = await auth.appPasswords.createFor(system, identity.personId, 'test');
    return `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`;
  }

  /** The project space that anna manages. */
  async function annasSpace(): Promise<number> {
    const { json } = await as('anna', 'GET', '/api/v1/spaces');
    return (json['items'] as { id: number; name: string }[]).find(({ name }) => name === 'Haushalt 2027')!.id;
  }

  return {
    world,
    clock,
    database,
    guests,
    ask,
    as,
    mails,
    tokenFor,
    guestOf,
    signedInGuest,
    appPassword,
    annasSpace,
    async setRule(organisationKey: string, rule: string, value: unknown): Promise<void> {
      await database.query(
        `insert into directory.organisation_rule (organisation_id, rule, value)
         select id, $2, $3::jsonb from directory.organisation where key = $1
         on conflict (organisation_id, rule) do update set value = excluded.value`,
        [organisationKey, rule, JSON.stringify(value)],
      );
      world.landescloud.hints.publish('directory.organisation', {});
    },
    async administer(login: string, organisationKey: string): Promise<void> {
      await database.query(
        `insert into directory.role_assignment (person_id, role, organisation_id)
         select p.id, 'organisation-administrator', o.id from directory.person p, directory.organisation o
         where p.login = $1 and o.key = $2`,
        [login, organisationKey],
      );
      world.landescloud.hints.publish('directory.person', { personId: world.person(login).id });
    },
    [Symbol.asyncDispose]: () => world.stop(),
  };
}

export type GuestWorld = Awaited<ReturnType<typeof startGuestWorld>>;
