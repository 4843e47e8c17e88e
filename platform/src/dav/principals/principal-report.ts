import {
  DAV,
  SABRE,
  child,
  childElements,
  childNames,
  is,
  multistatus,
  multistatusEnd,
  multistatusStart,
  parseXml,
  propertyResponse,
  emptyElement,
  textOf,
  XmlInvalid,
  type XmlElement,
} from '@landescloud/webdav-xml';
import { xmlAnswer, type Answer, type DavCall } from '../answer.ts';
import { DavError } from '../dav-error.ts';
import { elementOf, key, plainResponse, type PlainResource } from '../plain-resource.ts';
import { addressPath } from '../raw-path.ts';
import { readXml } from '../read-body.ts';
import type { Principal } from './principal.ts';
import { principalAt, principalOf, resourceOf, type PrincipalsDependencies } from './principal-lookup.ts';

const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const mostFound = 100;
const deepestExpansion = 5;

/** REPORT anywhere in the tree of principals (RFC 3744 section 9, RFC 3253 section 3.8). */
export async function principalReport(deps: PrincipalsDependencies, call: DavCall): Promise<Answer> {
  const root = parseXml(await readXml(call.body));
  if (is(root, DAV, 'principal-property-search')) return propertySearch(deps, call, root);
  if (is(root, DAV, 'principal-search-property-set')) return xmlAnswer(200, searchProperties);
  if (is(root, DAV, 'principal-match')) return principalMatch(deps, call, root);
  if (is(root, DAV, 'expand-property')) return expandProperty(deps, call, root);
  throw new DavError(403, 'dav.report_unknown', 'This report is not known.', { condition: '<d:supported-report/>' });
}

/** What can be searched by; all of them are looked up by what people are called. */
const searchable = new Map([
  [`${DAV} displayname`, 'Name'],
  [`${SABRE} email-address`, 'Mail address'],
  [`${CALDAV} calendar-user-address-set`, 'Calendar address'],
  [`http://calendarserver.org/ns/ email-address-set`, 'Mail addresses'],
  ['http://calendarserver.org/ns/ first-name', 'First name'],
  ['http://calendarserver.org/ns/ last-name', 'Last name'],
]);

const searchProperties = `<?xml version="1.0" encoding="utf-8"?>\n<d:principal-search-property-set xmlns:d="DAV:" xmlns:s="${SABRE}">${[
  ['<d:displayname/>', 'Name'],
  ['<s:email-address/>', 'Mail address'],
  [`<c:calendar-user-address-set xmlns:c="${CALDAV}"/>`, 'Calendar address'],
]
  .map(
    ([property, description]) =>
      `<d:principal-search-property><d:prop>${property}</d:prop><d:description xml:lang="en">${description}</d:description></d:principal-search-property>`,
  )
  .join('')}</d:principal-search-property-set>`;

async function propertySearch(deps: PrincipalsDependencies, call: DavCall, root: XmlElement): Promise<Answer> {
  const searches = childElements(root).filter((each) => is(each, DAV, 'property-search'));
  if (searches.length === 0) throw new XmlInvalid('unexpected', 'property-search is missing.');
  const anyOf = root.attributes.some(({ name, value }) => name === 'test' && value === 'anyof');
  const found: Principal[][] = [];
  let type: string | null = null;
  for (const search of searches.slice(0, 8)) {
    const prop = child(search, DAV, 'prop');
    const match = child(search, DAV, 'match');
    const names = prop === undefined ? [] : childNames(prop).map(key);
    const wanted = match === undefined ? '' : textOf(match).trim();
    if (names.includes(`${CALDAV} calendar-user-type`)) type = wanted.toUpperCase();
    else if (names.some((name) => searchable.has(name))) found.push(await searchAll(deps, call, wanted));
    // A property that nobody can be found by finds nobody.
    else found.push([]);
  }
  const combined = anyOf
    ? found.flat()
    : (found[0] ?? []).filter((each) => found.every((list) => list.some(sameAs(each))));
  const distinct = combined.filter((each, at) => combined.findIndex(sameAs(each)) === at);
  const shown = type === null ? distinct : distinct.filter((each) => each.type === type);
  return answerWith(deps, call, shown.slice(0, mostFound), child(root, DAV, 'prop'));
}

function sameAs({ folder, key: own }: Principal): (other: Principal) => boolean {
  return (other) => other.folder === folder && other.key === own;
}

async function searchAll(deps: PrincipalsDependencies, call: DavCall, wanted: string): Promise<Principal[]> {
  const plain = wanted.replace(/^mailto:/i, '');
  if (plain.startsWith('/')) {
    const principal = await principalAt(deps, call, addressPath(plain, 'The address'));
    return principal === null ? [] : [principal];
  }
  if (plain === '') return [];
  const only = call.path[0];
  const folders = only === undefined ? deps.folders : deps.folders.filter(({ folder }) => folder === only);
  return (await Promise.all(folders.map((folder) => folder.search(call.actor, plain, mostFound)))).flat();
}

/** RFC 3744 section 9.3: which of what lies here is the one who asks. */
async function principalMatch(deps: PrincipalsDependencies, call: DavCall, root: XmlElement): Promise<Answer> {
  const here = call.path[0] === undefined || call.path[0] === 'users';
  const own = here ? [await principalOf(deps, call, 'users', call.actor.login)] : [];
  return answerWith(deps, call, own, child(root, DAV, 'prop'));
}

async function answerWith(
  deps: PrincipalsDependencies,
  call: DavCall,
  principals: readonly Principal[],
  prop: XmlElement | undefined,
): Promise<Answer> {
  const names = prop === undefined ? [] : childNames(prop);
  const responses: string[] = [];
  for (const principal of principals)
    responses.push(await plainResponse(resourceOf(deps, call, principal), names, false));
  return xmlAnswer(207, multistatus(responses));
}

async function expandProperty(deps: PrincipalsDependencies, call: DavCall, root: XmlElement): Promise<Answer> {
  const [folder, asked] = call.path;
  if (folder === undefined || asked === undefined)
    throw new DavError(403, 'dav.report_unknown', 'This report is for a principal.', {
      condition: '<d:supported-report/>',
    });
  const principal = await principalOf(deps, call, folder, asked);
  const budget = { left: 200 };
  const response = await expanded(deps, call, resourceOf(deps, call, principal), root, 1, budget);
  return xmlAnswer(207, multistatusStart + response + multistatusEnd);
}

async function expanded(
  deps: PrincipalsDependencies,
  call: DavCall,
  resource: PlainResource,
  request: XmlElement,
  depth: number,
  budget: { left: number },
): Promise<string> {
  let found = '';
  let absent = '';
  for (const property of childElements(request)) {
    if (!is(property, DAV, 'property')) continue;
    const attribute = (wanted: string): string | undefined =>
      property.attributes.find(({ name }) => name === wanted)?.value;
    const name = { namespace: attribute('namespace') ?? DAV, name: attribute('name') ?? '' };
    if (!/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(name.name)) throw new XmlInvalid('unexpected', 'A property has no name.');
    const given = Object.hasOwn(resource.properties, key(name)) ? resource.properties[key(name)] : undefined;
    const value = typeof given === 'function' ? await given() : given;
    if (value === undefined || value === null) absent += emptyElement(name);
    else if (childElements(property).length === 0 || depth >= deepestExpansion) found += elementOf(name, value);
    else {
      let content = '';
      for (const [, href = ''] of value.matchAll(/<d:href>([^<]*)<\/d:href>/g)) {
        budget.left -= 1;
        const inner =
          budget.left < 0 || !href.startsWith('/')
            ? null
            : await principalAt(deps, call, addressPath(href, 'An address'));
        content +=
          inner === null
            ? `<d:href>${href}</d:href>`
            : await expanded(deps, call, resourceOf(deps, call, inner), property, depth + 1, budget);
      }
      found += content === '' ? emptyElement(name) : elementOf(name, content);
    }
  }
  return propertyResponse(resource.href, found, absent);
}
