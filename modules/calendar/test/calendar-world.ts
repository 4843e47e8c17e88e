import { systemActor, type PersonActor } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';

export const system = systemActor('test');

export interface CalendarWorld extends AsyncDisposable {
  readonly world: World;
  readonly anna: PersonActor;
  readonly bernd: PersonActor;
  readonly clara: PersonActor;
  readonly clock: { time: number; now(): number };
  /** As anna unless `as` says otherwise; null: nobody. Addresses below `/remote.php/dav`. */
  dav(method: string, path: string, options?: DavOptions): Promise<DavResult>;
}

export interface DavOptions {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly as?: string | null;
}

export interface DavResult {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** anna (tfm) and bernd (tmil) find each other, clara (stadt-erfurt) nobody. Jobs and events run. */
export async function calendarWorld(): Promise<CalendarWorld> {
  const clock = { time: Date.now(), now: () => clock.time };
  const world = await startWorld({
    clock,
    settings: { requestsPerPerson: 0, requestsPerAddress: 0, subscriptionNetworks: ['127.0.0.1'] },
  });
  const { directory } = world.landescloud;
  for (const key of ['tfm', 'tmil'])
    await directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
  for (const login of ['anna', 'bernd', 'clara'])
    await directory.people.update(system, login, { email: `${login}@example.org` });
  const actor = (login: string): PersonActor => world.person(login).actor;
  return {
    world,
    anna: actor('anna'),
    bernd: actor('bernd'),
    clara: actor('clara'),
    clock,
    async dav(method, path, { headers = {}, body, as = 'anna' } = {}) {
      const authorization: Record<string, string> =
        as === null ? {} : { authorization: world.person(as).authorization };
      const response = await fetch(`${world.url}/remote.php/dav/${path}`, {
        method,
        headers: { ...authorization, ...headers },
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    [Symbol.asyncDispose]: () => world.stop(),
  };
}

/** One VEVENT; `more`: further lines of it. */
export function event(uid: string, start: string, more: readonly string[] = ['SUMMARY:Termin']): string {
  return calendarOf(
    ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `DTSTART${start}`, ...more, 'END:VEVENT'].join('\r\n'),
  );
}

export function calendarOf(...components: readonly string[]): string {
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//test//DE', ...components, 'END:VCALENDAR'].join('\r\n')}\r\n`;
}

/** VCALENDAR's filter around `inner`, of a calendar-query with `calendar-data`. */
export function query(inner: string, data = '<c:calendar-data/>'): string {
  return `<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/>${data}</d:prop><c:filter><c:comp-filter name="VCALENDAR">${inner}</c:comp-filter></c:filter></c:calendar-query>`;
}

export function hrefs(text: string): string[] {
  return [...text.matchAll(/<d:response><d:href>([^<]*)<\/d:href>/g)]
    .map((match) => match[1]?.split('/').at(-1) ?? '')
    .sort();
}
