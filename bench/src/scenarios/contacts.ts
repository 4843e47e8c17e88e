import type { Subject } from '../landescloud.ts';
import { measure, type Load, type Measured } from '../load.ts';
import type { Row } from '../result.ts';
import { show } from './requests.ts';

const many = 25_000;
const rounds = 15;
const home = '/remote.php/dav/addressbooks/users/admin/contacts/';
const spaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"';

const sync = (token: string): string =>
  `<d:sync-collection ${spaces}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
const query = `<c:addressbook-query ${spaces}><d:prop><c:address-data/></d:prop><c:filter><c:prop-filter name="EMAIL"><c:text-match>p12345@</c:text-match></c:prop-filter></c:filter></c:addressbook-query>`;

function cards(): string {
  return Array.from({ length: many }, (_, at) =>
    [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `UID:viele-${at}`,
      `FN:Vorname ${at} Muster${at % 977}`,
      `N:Muster${at % 977};Vorname ${at};;;`,
      `ORG:Amt ${at % 300};Referat ${at % 40}`,
      `EMAIL;TYPE=WORK:p${at}@amt${at % 300}.example`,
      `TEL;TYPE=WORK:+49 361 ${at}`,
      'END:VCARD',
      '',
    ].join('\r\n'),
  ).join('');
}

/** An address book of the size of the state's directory: taken in, synchronised, listed and searched. */
export async function measureContacts({ origin, authorization, tree }: Subject, seconds: number): Promise<Row[]> {
  const ask = async (method: string, path: string, body?: string): Promise<string> => {
    const headers = {
      authorization,
      depth: '1',
      ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    };
    const response = await fetch(origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.text();
  };
  await ask('GET', '/api/v1/address-books');
  const begin = performance.now();
  await ask('POST', '/api/v1/address-books/contacts/import?format=vcard&write=true', cards());
  const imported = (performance.now() - begin) / 1000;
  let token = '';
  let found = 0;
  const started = performance.now();
  for (let more = true; more;) {
    const answer = await ask('REPORT', home, sync(token));
    token = /sync-token>([^<]+)</.exec(answer)?.[1] ?? '';
    found += answer.split('getetag>"').length - 1;
    more = answer.includes('number-of-matches-within-limits');
  }
  const synced = (performance.now() - started) / 1000;
  const typed = await middle(() => ask('GET', '/api/v1/contacts?q=p12345@amt&limit=50'));
  const listed = await middle(() => ask('GET', '/api/v1/contacts?offset=20000&limit=200'));
  const queried = await middle(() => ask('REPORT', home, query));
  const headers = { authorization, depth: '1', 'content-type': 'application/xml' };
  const load: Load = { method: 'REPORT', path: home, headers, body: sync(token), concurrency: 16, seconds };
  const nothing = await measure(origin, load, tree);
  const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:neu-{n}\r\nFN:Anna Neu {n}\r\nN:Neu {n};Anna;;;\r\nEMAIL;TYPE=WORK:neu{n}@amt.example\r\nEND:VCARD\r\n`;
  const put = await measure(
    origin,
    {
      method: 'PUT',
      path: `${home}neu-{n}.vcf`,
      headers: { authorization, 'content-type': 'text/vcard' },
      body: card,
      concurrency: 8,
      seconds,
    },
    tree,
  );
  return [
    timed(`contacts: import of ${many} cards`, imported, 's', 15),
    {
      ...timed(`contacts: sync of ${many} cards without contents`, synced, 's', 3),
      reached: found === many && synced <= 3,
    },
    timed(`contacts: search among ${many} as one types`, typed, 'ms', 100),
    timed(`contacts: 200 of ${many} by name, with letters`, listed, 'ms', 150),
    timed(`contacts: addressbook-query by mail among ${many}`, queried, 'ms', 100),
    rate('contacts: sync-collection, nothing new (16)', nothing, '4,000/s, 0.5 ms', 0.5),
    rate(`contacts: PUT of a card beside ${many} (8)`, put, '1,000/s durable, 1.5 ms', 1.5),
  ];
}

async function middle(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

function timed(work: string, took: number, unit: 's' | 'ms', goal: number): Row {
  const measured = `${took.toFixed(unit === 's' ? 2 : 1)} ${unit}`;
  return { work, measured, goal: `${goal} ${unit}`, apache: '', reached: took <= goal, figures: { took } };
}

function rate(work: string, measured: Measured, goal: string, goalCpuMs: number): Row {
  const { perSecond, cpuMs, failures, p99Ms } = measured;
  const reached = failures === 0 && cpuMs <= goalCpuMs;
  return {
    work,
    measured: show(measured),
    goal,
    apache: '',
    reached,
    figures: { perSecond, cpuMs, failures, p99Ms },
  };
}
