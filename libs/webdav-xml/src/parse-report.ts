import { DAV, OWNCLOUD, type XmlName } from './names.ts';
import { parseXml, type XmlElement } from './parse-xml.ts';
import { child, childElements, childNames, is, textOf } from './xml-element.ts';
import { XmlInvalid } from './xml-invalid.ts';

export type Report =
  | {
      readonly kind: 'sync-collection';
      /** null for the first synchronisation. */
      readonly token: string | null;
      readonly level: '1' | 'infinite';
      readonly limit: number | null;
      readonly names: readonly XmlName[];
    }
  | {
      readonly kind: 'filter-files';
      readonly names: readonly XmlName[];
      readonly favourite: boolean | null;
      readonly limit: number | null;
      readonly offset: number;
      /** Rules that are not known here, such as tags: nothing can match them. */
      readonly otherRules: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly name: XmlName };

/** REPORT bodies: RFC 6578 section 6.1 and ownCloud's `oc:filter-files`. */
export function parseReport(text: string): Report {
  const root = parseXml(text);
  if (is(root, DAV, 'sync-collection')) return syncCollection(root);
  if (is(root, OWNCLOUD, 'filter-files')) return filterFiles(root);
  return { kind: 'unknown', name: { namespace: root.namespace, name: root.name } };
}

function syncCollection(root: XmlElement): Report {
  const token = child(root, DAV, 'sync-token');
  if (token === undefined) throw new XmlInvalid('unexpected', 'sync-token is missing.');
  const level = child(root, DAV, 'sync-level');
  const levelText = level === undefined ? '1' : textOf(level).trim();
  if (levelText !== '1' && levelText !== 'infinite')
    throw new XmlInvalid('unexpected', 'sync-level must be 1 or infinite.');
  const prop = child(root, DAV, 'prop');
  const tokenText = textOf(token).trim();
  return {
    kind: 'sync-collection',
    token: tokenText === '' ? null : tokenText,
    level: levelText,
    limit: limitOf(child(root, DAV, 'limit')),
    names: prop === undefined ? [] : childNames(prop),
  };
}

function limitOf(limit: XmlElement | undefined): number | null {
  const count = limit === undefined ? undefined : child(limit, DAV, 'nresults');
  return count === undefined ? null : wholeNumber(count);
}

function filterFiles(root: XmlElement): Report {
  const prop = child(root, DAV, 'prop');
  const rules = child(root, OWNCLOUD, 'filter-rules');
  const favourite = rules === undefined ? undefined : child(rules, OWNCLOUD, 'favorite');
  const search = child(root, OWNCLOUD, 'search');
  const limit = search === undefined ? undefined : child(search, OWNCLOUD, 'limit');
  const offset = search === undefined ? undefined : child(search, OWNCLOUD, 'offset');
  return {
    kind: 'filter-files',
    names: prop === undefined ? [] : childNames(prop),
    favourite: favourite === undefined ? null : ['1', 'true', 'yes'].includes(textOf(favourite).trim()),
    limit: limit === undefined ? null : wholeNumber(limit),
    offset: offset === undefined ? 0 : wholeNumber(offset),
    otherRules:
      rules === undefined
        ? []
        : childElements(rules)
            .filter((r) => !is(r, OWNCLOUD, 'favorite'))
            .map((r) => r.name),
  };
}

function wholeNumber(element: XmlElement): number {
  const text = textOf(element).trim();
  if (!/^\d{1,9}$/.test(text)) throw new XmlInvalid('unexpected', `${element.name} must be a whole number.`);
  return Number(text);
}
