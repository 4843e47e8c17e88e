import assert from 'node:assert/strict';
import { type LinkActor, systemActor } from '@landescloud/kernel';
import { until, type World } from '@landescloud/testing';
import type { Things } from './addresses.ts';
import { makeCalendars } from './make-calendars.ts';
import type { Answer, Ask } from './ask.ts';

export type As = (login: string | null, request: Ask) => Promise<Answer>;

/** What nobody has. */
export const absentThings: Things = {
  login: 'niemand',
  organisation: 'nirgends',
  group: 'keine',
  node: 900_000_001,
  folder: 900_000_002,
  version: 900_000_003,
  trash: 900_000_004,
  trashName: 'Nichts.txt.d1700000000',
  space: 900_000_005,
  exchange: 900_000_020,
  retentionClass: 900_000_021,
  hold: 900_000_022,
  deletion: 900_000_023,
  upload: '00000000-0000-4000-8000-000000000000',
  chunks: 'nichts-stuecke',
  appPassword: 900_000_006,
  session: 900_000_007,
  factor: 900_000_012,
  kind: 'totp',
  source: 900_000_008,
  sourceRun: 900_000_009,
  sourceToken: 900_000_010,
  mail: 900_000_011,
  notification: 900_000_013,
  comment: 900_000_014,
  tag: 900_000_015,
  notificationKind: 'collaboration.mentioned',
  share: 900_000_014,
  ocsShare: 1_800_000_028,
  handover: 900_000_014,
  receipt: 'A'.repeat(43),
  request: 900_000_017,
  asked: 900_000_018,
  askedToken: 'niemand'.repeat(3),
  link: 900_000_015,
  linkToken: 'nichts'.repeat(4),
  held: 900_000_021,
  guest: 'gast-fehlt',
  invitation: 'unbekannt-unbekannt',
  provider: 'dienst-fehlt',
  rule: 'guests.invite',
  role: 'auditor',
  calendarUri: 'nichts',
  eventUri: 'nichts.ics',
  eventToken: '0'.repeat(24),
  question: 900_000_034,
  room: 'nirgends',
  booking: 900_000_035,
  book: 'book-900000030',
  contact: 900_000_031,
  card: 'nichts.vcf',
  contactTrash: 900_000_032,
  bookTrash: 900_000_033,
  calendar: 900_000_040,
  calendarTrash: 900_000_041,
  calendarImport: 900_000_044,
  subscription: 900_000_045,
  holidayKind: 'school',
  holidayState: 'XX',
  event: 900_000_042,
  undo: 900_000_043,
  reminder: 900_000_045,
  day: '2026-11-24',
  page: 1,
  grantee: 'person',
  path: 'Nichts.txt',
  folderPath: 'Nichtsplan',
};

/** Something of every kind that is anna's: all of it has 'geheim' in its name. */
export async function makeThings(world: World, as: As): Promise<Things> {
  const { directory, files, links, sharing } = world.landescloud;
  const system = systemActor('test');
  const { actor } = world.person('anna');
  const group = await directory.groups.add(system, { key: 'geheime', name: 'Geheime', organisationKey: 'tfm' });
  await directory.groups.addMember(system, group.key, 'anna');
  const space = await files.spaces.createProject(system, { name: 'Geheimplan', organisationKey: 'tfm' });
  await files.spaces.setMember(system, space.id, 'anna', 'manager');

  const exchange = await files.spaces.createExchange(system, {
    name: 'Geheimtausch',
    organisationKey: 'tfm',
    purpose: 'Geheimes',
    endsAt: Date.now() + 7 * 86_400_000,
    sponsorLogin: 'anna',
  });

  const term = { name: 'Geheime Frist', months: 12, action: 'delete', warnDays: 14 } as const;
  const retentionClass = await files.retention.addClass(system, 'tfm', term);
  const hold = await files.holds.set(system, 'tfm', { spaceId: exchange.id, reason: 'Geheimer Streit' });
  const [deletion] = await world.landescloud.database.query<{ id: number }>(
    `insert into files.deletion_list (organisation_id, space_id, kind, reason, at, files, bytes, managers)
     select organisation_id, id, 'space', 'Geheimes', 0, 0, 0, array[$2::bigint] from files.space where id = $1 returning id`,
    [exchange.id, actor.personId],
  );

  const root = '/remote.php/dav/files/anna';
  for (const [path, body] of [
    ['Geheim.txt', 'geheim 1'],
    ['Geheim.txt', 'geheim 2'],
    ['Geheim-alt.txt', 'geheim 3'],
    ['Geheimplan/Geheim.txt', 'geheim 4'],
    ['Eingang.txt', 'von draußen'],
  ] as const)
    await done(as('anna', { method: 'PUT', path: `${root}/${path}`, body }));
  await done(as('anna', { method: 'DELETE', path: `${root}/Geheim-alt.txt` }));
  const node = await files.nodes.get(actor, { path: ['Geheim.txt'] });
  await files.nodes.setFavourite(actor, { id: node.id }, true);
  const folder = await files.nodes.get(actor, { path: ['Geheimplan'] });
  const [version] = await files.versions.list(actor, { id: node.id });
  const trash = await files.trash.list(actor, { offset: 0, limit: 1 });
  const trashed = trash.items[0];
  const upload = await files.uploads.create(actor, {
    kind: 'tus',
    length: 10,
    metadata: { filename: 'Geheim.bin' },
  });
  await done(as('anna', { method: 'MKCOL', path: '/remote.php/dav/uploads/anna/geheim-stuecke' }));
  await done(as('anna', { method: 'PUT', path: '/remote.php/dav/uploads/anna/geheim-stuecke/1', body: 'geheim' }));
  const sessions = JSON.parse((await as('anna', { path: '/api/v1/me/sessions' })).text) as { items: { id: number }[] };
  const passwords = JSON.parse((await as('anna', { path: '/api/v1/me/app-passwords' })).text) as typeof sessions;
  await done(as('clara', { method: 'PUT', path: '/remote.php/dav/files/clara/mine.txt', body: 'mine' }));
  const source = await made<{ id: number }>(as, 'admin', '/api/v1/sources', {
    organisationKey: 'tfm',
    kind: 'csv',
    name: 'Geheime Quelle',
  });
  const factor = await made<{ id: number }>(as, 'anna', '/api/v1/me/factors/totp', { name: 'Geheim' });
  const guest = await made<{ login: string }>(as, 'anna', '/api/v1/guests', {
    address: 'geheim@example.org',
    name: 'Gast Geheim',
    reason: 'Geheimes',
    endsAt: Date.now() + 7 * 86_400_000,
  });
  const mail = JSON.parse((await as('admin', { path: '/api/v1/mail' })).text) as { items: { id: number }[] };
  assert.ok(version !== undefined && trashed !== undefined);
  const provider = {
    key: 'geheimer-dienst',
    name: 'Geheimer Dienst',
    issuer: 'https://127.0.0.1:1',
    clientId: 'geheim',
  };
  await world.landescloud.providers.add(system, 'tfm', provider);
  const { database, handovers, notifications, requests, collaboration } = world.landescloud;
  const handover = await handovers.record(actor, { way: 'explicit', nodeId: node.id, title: 'Geheim', recipients: [] });
  const comment = await collaboration.comments.add(actor, node.id, 'Geheimes dazu');
  const tag = await collaboration.tags.put(actor, node.id, 'Geheim');
  await database.transaction((tx) =>
    notifications.notify(tx, [
      {
        personId: actor.personId,
        kind: 'collaboration.changed',
        subject: `node:${node.id}`,
        data: { node: 'Geheim', name: 'Geheim.txt', folder: false },
        link: `/f/${node.id}`,
      },
    ]),
  );
  // nobody but anna is in the group: what she has herself reaches nobody else by it
  const link = await links.make(actor, node.id, { kind: 'viewer', password: 'geheimes-Wort-7' });
  const [share] = await sharing.share(actor, node.id, {
    recipients: [{ kind: 'group', key: group.key }],
    role: 'viewer',
    message: 'Geheime Nachricht',
  });
  const receipt = await visitorsReceipt(world, (await files.nodes.get(actor, { path: ['Eingang.txt'] })).id);
  const about = { dueAt: Date.now() + 500 * 86_400_000, items: [{ name: 'Unterlagen', required: true }] };
  const request = await requests.make(actor, {
    ...about,
    folderId: folder.id,
    title: 'Geheime Anforderung',
    recipients: [{ name: 'Besuch', address: 'besuch@example.org' }],
  });
  const { actor: admin } = world.person('admin');
  const { id: adminsRoot } = await files.nodes.get(admin, { path: [] });
  const asking = { ...about, folderId: adminsRoot, title: 'Unterlagen', recipients: [{ login: 'anna' }] };
  const [asked] = (await requests.make(admin, asking)).recipients;
  assert.ok(asked !== undefined);
  // what came in while all had to be checked, and cannot be
  await directory.organisations.setRule(system, 'tfm', 'release.check', 'all');
  await done(as('anna', { method: 'PUT', path: `${root}/Geheim-ungeprueft.txt`, body: 'geheim 5' }));
  await directory.organisations.setRule(system, 'tfm', 'release.check', null);
  const [held] = await database.query<{ content_id: number }>(
    `with held as (update files.release_check set state = 5, decided_at = asked_at returning content_id)
     update files.node n set release = 5 from held where n.content_id = held.content_id returning n.content_id`,
  );
  const contact = await makeContacts(world);
  const told = await notifications.list(actor.personId, { limit: 1 });
  return {
    login: 'anna',
    organisation: 'tfm',
    group: group.key,
    node: node.id,
    folder: folder.id,
    version: version.id,
    trash: trashed.id,
    trashName: `${trashed.name}.d${Math.floor(trashed.trashedAt / 1000)}`,
    space: space.id,
    exchange: exchange.id,
    retentionClass: retentionClass.id,
    hold: hold.id,
    deletion: deletion?.id ?? 0,
    upload: upload.id,
    chunks: 'geheim-stuecke',
    appPassword: passwords.items[0]?.id ?? 0,
    session: sessions.items[0]?.id ?? 0,
    factor: factor.id,
    kind: 'totp',
    source: source.id,
    sourceRun: 1,
    sourceToken: 1,
    mail: mail.items[0]?.id ?? 0,
    comment: comment.id,
    tag: tag.id,
    notification: told.items[0]?.id ?? 0,
    notificationKind: 'collaboration.mentioned',
    share: share?.id ?? 0,
    ocsShare: (share?.id ?? 0) * 2,
    handover: handover.id,
    receipt,
    request: request.id,
    asked: asked.id,
    askedToken: await requests.visits.tokenFor(actor, asked.id),
    link: link.id,
    linkToken: link.address.split('/').at(-1) ?? '',
    held: held?.content_id ?? 0,
    guest: guest.login,
    invitation: 'unbekannt-unbekannt',
    provider: 'geheimer-dienst',
    rule: 'guests.invite',
    role: 'auditor',
    ...contact,
    ...(await makeCalendar(world)),
    ...(await makeCalendars(world)),
    grantee: 'person',
    page: 1,
    path: 'Geheim.txt',
    folderPath: 'Geheimplan',
  };
}

/** A calendar of anna's with an event. */
async function makeCalendar({ landescloud, person }: World) {
  const { actor } = person('anna');
  const { calendar } = landescloud;
  const { uri: calendarUri } = await calendar.create(actor, { name: 'Geheime Termine', uri: 'geheim' });
  const eventUri = 'geheim.ics';
  const lines = ['UID:geheim', 'DTSTAMP:20260101T000000Z', 'DTSTART:20261124T090000Z', 'SUMMARY:Geheim'];
  const text = `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n${lines.join('\n')}\nEND:VEVENT\nEND:VCALENDAR\n`;
  await calendar.putObject(actor, { calendar: { uri: calendarUri }, uri: eventUri, data: Buffer.from(text) });
  // what stands on the page of who was invited by mail
  const invited = [
    'UID:offen',
    'DTSTAMP:20260101T000000Z',
    'DTSTART:20361124T090000Z',
    'SUMMARY:Offen',
    'ORGANIZER:/remote.php/dav/principals/users/anna/',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:gast@firma.example',
  ];
  const meeting = text.replace(lines.join('\n'), invited.join('\n'));
  await calendar.putObject(actor, { calendar: { uri: calendarUri }, uri: 'offen.ics', data: Buffer.from(meeting) });
  const mails = () =>
    landescloud.database.query<{ text: string }>(
      `select text from platform.mail where kind = 'calendar.request' order by id desc limit 1`,
    );
  await until(async () => (await mails()).length > 0, { what: 'the invitation is written' });
  const [mail] = await mails();
  const eventToken = /\/e\/([0-9a-z]{24})/.exec(mail?.text ?? '')?.[1] ?? '';
  const { guests, questions, rooms } = landescloud.scheduling;
  const hall = { kind: 'room', name: 'Saal 1', place: '', capacity: 8, equipment: [], books: 'everyone' } as const;
  const hours = { longestMinutes: null, horizonDays: 30, opensAt: null, closesAt: null };
  const room = 'saal-1';
  const keep = { organisationKey: 'tfm', ...hall, ...hours };
  await rooms.add(person('admin').actor, { ...keep, key: room });
  const { address } = await rooms.add(person('admin').actor, {
    ...keep,
    key: 'saal-2',
    horizonDays: 3650,
    approval: true,
  });
  // Within the room's horizon, whatever day it is.
  const near = meeting.replace('20361124', '20301124');
  const wanted = near.replaceAll('offen', 'saal').replace('gast@firma.example', address).replace('Offen', 'Geheim');
  await calendar.putObject(actor, { calendar: { uri: calendarUri }, uri: 'saal.ics', data: Buffer.from(wanted) });
  await guests.propose(eventToken, { startsAt: Date.UTC(2036, 10, 25, 9), endsAt: Date.UTC(2036, 10, 25, 10) });
  const [question] = await questions.open(actor);
  const asked = () =>
    landescloud.database.query<{ id: number }>(`select id from calendar.booking where state = 'asked'`);
  await until(async () => (await asked()).length > 0, { what: 'somebody is asked for the room' });
  const booking = (await asked())[0]?.id ?? 0;
  return { calendarUri, eventUri, eventToken, question: question?.id ?? 0, room, booking };
}

/** Address books of anna's, one of them in the trash, and contacts, one of them in the trash. */
async function makeContacts({ landescloud, person }: World) {
  const { actor } = person('anna');
  const { books, contacts, trash } = landescloud.contacts;
  const { id, uri } = await books.add(actor, { name: 'Geheime Kontakte' });
  const { id: contact, uid } = await contacts.add(actor, uri, { name: 'Kontakt Geheim' });
  await contacts.setPhoto(actor, uri, contact, Buffer.from('ffd8ffe000104a464946', 'hex'));
  const kept = await books.add(actor, { name: 'Geheim Bleibt' });
  const { id: gone } = await contacts.add(actor, kept.uri, { name: 'Geheim Gelöscht' });
  const contactTrash = await contacts.remove(actor, kept.uri, gone);
  const other = await books.add(actor, { name: 'Geheim Gelöscht' });
  const bookTrash = await books.remove(actor, other.uri);
  assert.equal((await trash.list(actor)).books.length, 1);
  return { book: `book-${id}`, contact, card: `${uid}.vcf`, contactTrash, bookTrash };
}

/** Of what somebody from outside has handed over to anna. */
async function visitorsReceipt({ landescloud, person }: World, nodeId: number): Promise<string> {
  const { personId: ownerId, organisationId } = person('anna').actor;
  const name = 'Besuch';
  const visitor: LinkActor = { kind: 'link', granteeId: -1, makerId: ownerId, organisationId, name, client: 'browser' };
  const about = {
    way: 'drop',
    node: { id: nodeId, name: 'Eingang' },
    ownerId,
    organisationId,
    title: 'Unterlagen',
  } as const;
  const { id } = await landescloud.handovers.begin(visitor, about);
  await landescloud.handovers.addFile(visitor, id, nodeId);
  return (await landescloud.handovers.deliver(visitor, id)).token;
}

async function made<Thing>(as: As, login: string, path: string, body: object): Promise<Thing> {
  const headers = { 'content-type': 'application/json' };
  const { status, text } = await as(login, { method: 'POST', path, headers, body: JSON.stringify(body) });
  assert.equal(status, 201, text);
  return JSON.parse(text) as Thing;
}

async function done(answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  assert.ok(status >= 200 && status < 300, `${status} ${text}`);
}
