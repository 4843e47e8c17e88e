import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, startGuestWorld } from './guest-world.ts';
import type { GuestWorld } from './guest-world.ts';

let w: GuestWorld;
before(async () => {
  w = await startGuestWorld();
});
after(() => w[Symbol.asyncDispose]());

const code = ({ status, json }: { status: number; json: Record<string, unknown> }) => [status, json['code']];
const listed = async (who: string, query = '') =>
  (await w.as(who, 'GET', `/api/v1/guests?${query}`)).json as {
    total: number;
    items: { login: string; name: string; state: string; sponsor: { login: string } | null; endCause: string | null }[];
  };

describe('inviting', () => {
  it('makes a guest of the sponsor’s organisation and writes to them in their language', async () => {
    const { status, json } = await w.as(
      'anna',
      'POST',
      '/api/v1/guests',
      w.guestOf(' Gabi@Büro.Example ', { language: 'en' }),
    );
    assert.equal(status, 201, JSON.stringify(json));
    assert.match(String(json['login']), /^gast-[a-z2-9]{8}$/);
    assert.equal(json['address'], 'gabi@xn--bro-hoa.example');
    assert.deepEqual([json['state'], (json['sponsor'] as { login: string }).login], ['invited', 'anna']);
    const [mail] = await w.mails('gabi@xn--bro-hoa.example');
    assert.deepEqual([mail?.kind, mail?.language], ['directory.guest_invitation', 'en']);
    assert.match(mail!.text, /Neubau der Brücke[\s\S]*\/invitation\/[\w-]{43}\n/);
    assert.equal((await listed('anna', 'q=bruecke')).total, 1);
    assert.equal((await listed('anna', 'q=niemand')).total, 0);
    assert.equal((await listed('bernd')).total, 0);
  });

  it('keeps no token that could be read in the database', async () => {
    const token = await w.tokenFor('gabi@xn--bro-hoa.example');
    const rows = await w.database.query<{ row: string }>('select g::text as row from directory.guest g');
    assert.ok(rows.every(({ row }) => !row.includes(token)));
  });

  it('refuses what is no guest', async () => {
    const refused = [
      [{ address: 'kein@' }, [400, 'directory.invalid_input']],
      [{ name: ' ' }, [400, 'directory.invalid_input']],
      [{ name: 'Gabi\u202eGast' }, [400, 'directory.invalid_input']],
      [{ reason: '\n' }, [400, 'directory.invalid_input']],
      [{ endsAt: w.clock.now() - 1 }, [400, 'directory.invalid_input']],
      [{ endsAt: w.clock.now() + 400 * day }, [400, 'directory.guest_too_long']],
      [{ address: 'x@example.org\r\nBcc: y@example.org' }, [400, 'directory.invalid_input']],
      [{ space: { id: 999_999, role: 'viewer' } }, [404, 'files.space_not_found']],
    ] as const;
    const before = await w.database.query('select count(*) from directory.person');
    for (const [more, expected] of refused) {
      const answer = await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('neu@example.org', more));
      assert.deepEqual(code(answer), expected, JSON.stringify(more));
    }
    assert.deepEqual(await w.database.query('select count(*) from directory.person'), before);
  });

  it('refuses an address of the administration, and points to the people picker', async () => {
    await w.database.query(
      `insert into directory.mail_domain (domain, organisation_id) select 'tmil.example', id from directory.organisation where key = 'tmil'`,
    );
    for (const address of ['neu@tmil.example', 'neu@post.tmil.example']) {
      const answer = await w.as('anna', 'POST', '/api/v1/guests', w.guestOf(address));
      assert.deepEqual(code(answer), [409, 'directory.guest_is_member'], address);
    }
  });

  it('follows the organisation’s rules', async () => {
    await w.setRule('tfm', 'guests.longest_days', 30);
    assert.deepEqual(code(await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('lang@example.org'))), [
      400,
      'directory.guest_too_long',
    ]);
    for (const rule of ['administrators', 'nobody']) {
      await w.setRule('tfm', 'guests.invite', rule);
      assert.equal((await w.as('anna', 'GET', '/api/v1/guests/rules')).json['mayInvite'], false);
      const answer = await w.as(
        'anna',
        'POST',
        '/api/v1/guests',
        w.guestOf('regel@example.org', { endsAt: w.clock.now() + day }),
      );
      assert.deepEqual(code(answer), [403, 'directory.guests_not_allowed']);
    }
    await w.setRule('tfm', 'guests.invite', 'members');
    await w.setRule('tfm', 'guests.longest_days', 365);
  });

  it('says who of the own organisation has the guest already', async () => {
    const again = await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('GABI@büro.example'));
    assert.deepEqual(code(again), [409, 'directory.guest_exists']);
  });

  it('does not show that another organisation has the same guest', async () => {
    const fresh = await w.as('clara', 'POST', '/api/v1/guests', w.guestOf('unbekannt@example.org', { name: 'Neu' }));
    const known = await w.as('clara', 'POST', '/api/v1/guests', w.guestOf('gabi@büro.example', { name: 'Wer Anders' }));
    assert.equal(known.status, 201);
    assert.deepEqual(Object.keys(known.json).sort(), Object.keys(fresh.json).sort());
    const open = ['state', 'acceptedAt', 'blocked', 'place'] as const;
    for (const field of open) assert.deepEqual(known.json[field], fresh.json[field], field);
    assert.equal(known.json['name'], 'Wer Anders');
    assert.equal((known.json['organisation'] as { key: string }).key, 'stadt-erfurt');
    const people = await w.database.query('select 1 from directory.guest_address where address like $1', ['gabi@%']);
    assert.equal(people.length, 1);
    assert.deepEqual(
      (await listed('anna')).items.map(({ name }) => name),
      ['Gabi Gast'],
    );
  });

  it('has a bound a day', async () => {
    const person = w.world.person('bernd').id;
    await w.database.query(
      `insert into directory.guest (person_id, organisation_id, sponsor_id, name, address, reason, folded, invited_at, ends_at,
         confirmed_at, invitation_sent_at, invitation_ends_at, ended_at, end_cause)
       select $1, organisation_id, $1, 'x', 'x', 'x', '', now(), now(), now(), now(), now(), now(), 'ended'
       from directory.person, generate_series(1, 100) where id = $1`,
      [person],
    );
    const answer = await w.as('bernd', 'POST', '/api/v1/guests', w.guestOf('viele@example.org'));
    assert.deepEqual(code(answer), [429, 'directory.too_many_invitations']);
    await w.database.query('delete from directory.guest where sponsor_id = $1', [person]);
  });
});

describe('an invitation', () => {
  const address = 'einladung@example.org';
  const path = async () => `/api/v1/invitations/${await w.tokenFor(address)}`;
  const accept = { termsAccepted: true, way: 'mail-code' };

  it('says who invites, to what and until when, and nothing is kept of having looked', async () => {
    const space = { id: await w.annasSpace(), role: 'viewer' };
    const invited = await w.as('anna', 'POST', '/api/v1/guests', w.guestOf(address, { space }));
    assert.equal(invited.status, 201, JSON.stringify(invited.json));
    const { status, json } = await w.ask(null, 'GET', await path());
    assert.equal(status, 200);
    assert.deepEqual(
      [json['inviter'], json['places'], json['reason']],
      ['Anna Albrecht', ['Haushalt 2027'], 'Neubau der Brücke'],
    );
    assert.equal((await w.ask(null, 'GET', await path())).status, 200);
  });

  it('is sent again, but not at once; then the first link is worth nothing', async () => {
    const { login } = (await listed('anna', 'q=einladung')).items[0]!;
    const first = await path();
    const soon = await w.as('anna', 'POST', `/api/v1/guests/${login}/resend`);
    assert.deepEqual(code(soon), [429, 'directory.invitation_just_sent']);
    w.clock.move(61_000);
    assert.equal((await w.as('anna', 'POST', `/api/v1/guests/${login}/resend`)).status, 200);
    assert.deepEqual(code(await w.ask(null, 'GET', first)), [404, 'directory.invitation_not_found']);
    assert.equal((await w.ask(null, 'GET', await path())).status, 200);
  });

  it('lets nobody in before it is accepted', async () => {
    const { login } = (await listed('anna', 'q=einladung')).items[0]!;
    assert.equal((await w.world.landescloud.directory.identities.findByLogin(login))?.disabled, true);
  });

  it('needs the terms, and a password that is one', async () => {
    const without = await w.ask(null, 'POST', `${await path()}/accept`, { ...accept, termsAccepted: false });
    assert.deepEqual(code(without), [400, 'directory.terms_not_accepted']);
    const weak = await w.ask(null, 'POST', `${await path()}/accept`, { ...accept, way: 'password', password: 'kurz' });
    assert.deepEqual(code(weak), [400, 'auth.password_too_short']);
    assert.equal((await w.ask(null, 'GET', await path())).status, 200);
  });

  it('is accepted once, also by two at the same time', async () => {
    const token = await path();
    const answers = await Promise.all([1, 2, 3, 4].map(() => w.ask(null, 'POST', `${token}/accept`, accept)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404, 404]);
    assert.deepEqual(code(await w.ask(null, 'GET', token)), [404, 'directory.invitation_used']);
    const { login, state } = (await listed('anna', 'q=einladung')).items[0]!;
    assert.equal(state, 'active');
    const again = await w.as('anna', 'POST', `/api/v1/guests/${login}/resend`);
    assert.deepEqual(code(again), [409, 'directory.guest_accepted']);
  });

  it('says of whoever has the link whether it is unknown, withdrawn or expired', async () => {
    const unknown = await w.ask(null, 'GET', `/api/v1/invitations/${'x'.repeat(43)}`);
    assert.deepEqual(code(unknown), [404, 'directory.invitation_not_found']);
    const withdrawn = await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('weg@example.org'));
    const token = await w.tokenFor('weg@example.org');
    await w.as('anna', 'POST', `/api/v1/guests/${String(withdrawn.json['login'])}/end`);
    await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('spaet@example.org'));
    const late = await w.tokenFor('spaet@example.org');
    w.clock.move(14 * day);
    for (const [link, expected] of [
      [token, 'directory.invitation_withdrawn'],
      [late, 'directory.invitation_expired'],
    ] as const) {
      assert.deepEqual(code(await w.ask(null, 'GET', `/api/v1/invitations/${link}`)), [404, expected]);
      const accepted = await w.ask(null, 'POST', `/api/v1/invitations/${link}/accept`, accept);
      assert.deepEqual(code(accepted), [404, expected]);
    }
    assert.equal((await listed('anna', 'state=expired')).items.length, 2);
  });

  it('of a second organisation changes nothing of how the guest signs in', async () => {
    const gabi = 'zweimal@example.org';
    const { login } = await w.signedInGuest(gabi);
    const person = (await w.world.landescloud.directory.identities.findByLogin(login))!;
    await w.world.landescloud.auth.setPassword(
      { kind: 'system', name: 'test' },
      person.personId,
      'Grüne Wiese am Morgen 1',
    );
    await w.as('clara', 'POST', '/api/v1/guests', w.guestOf(gabi));
    const { json, cookie } = await w.ask(null, 'POST', `/api/v1/invitations/${await w.tokenFor(gabi)}/accept`, {
      ...accept,
      way: 'password',
      password: 'Ein anderes Passwort 2',
    });
    assert.deepEqual([json['signedIn'], json['step'], cookie], [false, null, undefined]);
    // right, and a second factor is asked for besides
    const signIn = (password: string) => w.ask(null, 'POST', '/api/v1/session', { login, password });
    assert.equal((await signIn('Ein anderes Passwort 2')).status, 401);
    assert.equal((await signIn('Grüne Wiese am Morgen 1')).status, 202);
    // ended by one, still the other's
    assert.equal((await w.as('anna', 'POST', `/api/v1/guests/${login}/end`)).json['state'], 'ended');
    assert.equal((await signIn('Grüne Wiese am Morgen 1')).status, 202);
    assert.equal((await w.as('clara', 'POST', `/api/v1/guests/${login}/end`)).json['state'], 'ended');
    assert.equal((await signIn('Grüne Wiese am Morgen 1')).status, 401);
    // and comes back only by a new invitation
    await w.as('clara', 'POST', '/api/v1/guests', w.guestOf(gabi));
    assert.equal((await signIn('Grüne Wiese am Morgen 1')).status, 401);
    await w.ask(null, 'POST', `/api/v1/invitations/${await w.tokenFor(gabi)}/accept`, accept);
    assert.equal((await signIn('Grüne Wiese am Morgen 1')).status, 202);
  });

  it('does not let in whom an administrator has locked', async () => {
    await w.as('anna', 'POST', '/api/v1/guests', w.guestOf('gesperrt@example.org'));
    await w.database.query(`update directory.person set disabled_at = now() where email = 'gesperrt@example.org'`);
    const token = await w.tokenFor('gesperrt@example.org');
    assert.equal((await w.ask(null, 'GET', `/api/v1/invitations/${token}`)).status, 404);
    assert.equal((await w.ask(null, 'POST', `/api/v1/invitations/${token}/accept`, accept)).status, 404);
  });
});

describe('time', () => {
  it('ends a guest to the moment, whatever the job does', async () => {
    const { login, cookie } = await w.signedInGuest('minute@example.org', { endsAt: w.clock.now() + 90_000 });
    assert.equal((await w.ask(cookie, 'GET', '/api/v1/me')).status, 200);
    w.clock.move(91_000);
    assert.equal((await w.ask(cookie, 'GET', '/api/v1/me')).status, 401);
    await w.guests.tidy();
    const ended = (await listed('anna', 'q=minute&state=ended')).items[0]!;
    assert.deepEqual([ended.login, ended.endCause], [login, 'date']);
  });

  it('is extended within the rule, and not beyond', async () => {
    const { login, cookie } = await w.signedInGuest('laenger@example.org', { endsAt: w.clock.now() + day });
    const path = `/api/v1/guests/${login}`;
    const later = await w.as('anna', 'PATCH', path, { endsAt: w.clock.now() + 200 * day, reason: 'Noch eine Brücke' });
    assert.deepEqual([later.status, later.json['reason']], [200, 'Noch eine Brücke']);
    assert.deepEqual(code(await w.as('anna', 'PATCH', path, { endsAt: w.clock.now() + 400 * day })), [
      400,
      'directory.guest_too_long',
    ]);
    w.clock.move(2 * day);
    await w.guests.tidy();
    assert.equal((await w.ask(cookie, 'GET', '/api/v1/me')).status, 200);
  });

  it('asks the sponsor once a year, in time and once; without an answer the guest ends', async () => {
    await w.setRule('tfm', 'guests.longest_days', 1000);
    const endsAt = w.clock.now() + 900 * day;
    const first = await w.signedInGuest('jahr@example.org', { name: 'Jahres Gast', endsAt });
    const second = await w.signedInGuest('jahr2@example.org', { name: 'Zweiter Gast', endsAt });
    const asked = async () =>
      (await w.mails('anna.petersen@tfm.example.org')).filter(({ kind }) => kind === 'directory.guest_confirm').length;
    await w.database.query(`update directory.person set email = 'anna.petersen@tfm.example.org' where login = 'anna'`);
    w.clock.move(330 * day);
    await w.guests.tidy();
    assert.equal(await asked(), 0);
    w.clock.move(10 * day);
    await w.guests.tidy();
    await w.guests.tidy();
    assert.equal(await asked(), 2);
    assert.equal((await listed('anna', 'state=due')).total, 2);
    assert.equal((await w.as('anna', 'POST', `/api/v1/guests/${first.login}/confirm`)).json['due'], false);
    w.clock.move(26 * day);
    await w.guests.tidy();
    const ends = (await listed('anna', 'state=ended&q=jahr2')).items[0]!;
    assert.deepEqual([ends.login, ends.endCause], [second.login, 'not-confirmed']);
    assert.equal((await listed('anna', 'state=active&q=jahr')).items[0]?.login, first.login);
  });
});

describe('a sponsor who leaves', () => {
  const leave = async (login: string) => {
    await w.database.query('update directory.person set disabled_at = now(), left_at = now() where login = $1', [
      login,
    ]);
    await w.guests.tidy();
  };
  const back = (login: string) =>
    w.database.query('update directory.person set disabled_at = null, left_at = null where login = $1', [login]);

  it('hands the guests to the manager, who is told', async () => {
    await w.database.query(
      `update directory.person set manager_id = (select id from directory.person where login = 'admin') where login = 'anna'`,
    );
    await w.database.query(
      `update directory.person set email = 'admin@land.example.org', organisation_id = (select organisation_id from directory.person where login = 'anna') where login = 'admin'`,
    );
    const open = (await listed('anna')).total;
    assert.ok(open >= 1);
    await leave('anna');
    const theirs = (await listed('admin')).items;
    assert.equal(theirs.length, open);
    const mails = (await w.mails('admin@land.example.org')).filter(({ kind }) => kind === 'directory.guest_handover');
    assert.equal(mails.length, 1);
    assert.match(mails[0]!.text, /Jahres Gast/);
    await back('anna');
    for (const { login } of theirs) {
      assert.equal((await w.as('admin', 'PATCH', `/api/v1/guests/${login}`, { sponsorLogin: 'anna' })).status, 200);
    }
  });

  it('leaves them to the administrators where there is no manager', async () => {
    await w.database.query(`update directory.person set manager_id = null where login = 'anna'`);
    const open = (await listed('anna')).total;
    await leave('anna');
    const orphaned = await listed('admin', 'sponsor=all&state=orphaned');
    assert.equal(orphaned.total, open);
    assert.ok(orphaned.items.every(({ sponsor }) => sponsor === null));
    const [mail] = await w.mails('admin@land.example.org');
    assert.match(mail!.text, /orphaned/);
    await back('anna');
    const { login } = orphaned.items[0]!;
    assert.equal((await w.as('admin', 'PATCH', `/api/v1/guests/${login}`, { sponsorLogin: 'admin' })).status, 200);
    const unfit = await w.as('admin', 'PATCH', `/api/v1/guests/${login}`, { sponsorLogin: 'clara' });
    assert.deepEqual(code(unfit), [400, 'directory.sponsor_unfit']);
  });
});

describe('many guests', () => {
  it('are ended at once, each with its own answer, and exported without formulas', async () => {
    const all = [];
    for (const name of ['=1+1', 'Zwei']) {
      const made = await w.as('bernd', 'POST', '/api/v1/guests', w.guestOf(`viele${all.length}@example.org`, { name }));
      all.push(String(made.json['login']));
    }
    const csv = await w.as('bernd', 'GET', '/api/v1/guests/export');
    assert.match(String(csv.json['text']), /,"'=1\+1",/);
    const ended = await w.as('bernd', 'POST', '/api/v1/guests/bulk', { logins: [...all, 'anna'], action: 'end' });
    assert.deepEqual(
      (ended.json['items'] as { ok: boolean; code: string | null }[]).map(({ ok, code: why }) => [ok, why]),
      [
        [true, null],
        [true, null],
        [false, 'directory.guest_not_found'],
      ],
    );
    assert.equal((await listed('bernd')).total, 0);
  });

  it('are found by how soon they end, and by their sponsor', async () => {
    const soon = { endsAt: w.clock.now() + 20 * day };
    const made = await w.as('bernd', 'POST', '/api/v1/guests', w.guestOf('bald@example.org', soon));
    await w.as('bernd', 'POST', '/api/v1/guests', w.guestOf('lang@example.org'));
    const ending = await listed('bernd', 'state=ending');
    assert.deepEqual(
      ending.items.map(({ login }) => login),
      [made.json['login']],
    );
    assert.equal((await listed('bernd', 'of=bernd')).total, 2);
    assert.equal((await listed('admin', 'of=bernd')).total, 2);
    // whose guests anna has nothing to do with
    assert.equal((await listed('anna', 'of=bernd')).total, 0);
    assert.equal((await listed('admin', 'of=niemand')).total, 0);
  });
});
