import { DAV, type XmlName } from './names.ts';
import { parseXml, type XmlElement } from './parse-xml.ts';
import { child, childElements, childNames, is, textOf } from './xml-element.ts';
import { XmlInvalid } from './xml-invalid.ts';

export type Comparison = 'eq' | 'like' | 'lt' | 'lte' | 'gt' | 'gte';

export type SearchCondition =
  | { readonly kind: 'and'; readonly parts: readonly SearchCondition[] }
  | { readonly kind: 'or'; readonly parts: readonly SearchCondition[] }
  | { readonly kind: 'not'; readonly part: SearchCondition }
  | { readonly kind: 'is-collection' }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly property: XmlName; readonly literal: string };

export interface SearchRequest {
  readonly names: readonly XmlName[];
  readonly scopes: readonly { readonly href: string; readonly depth: '0' | '1' | 'infinity' }[];
  /** null: everything in the scope. */
  readonly where: SearchCondition | null;
  readonly order: readonly { readonly property: XmlName; readonly descending: boolean }[];
  readonly limit: number | null;
  readonly offset: number;
}

/** RFC 5323 with the basicsearch grammar (section 5), as far as clients of files use it. */
export function parseSearch(text: string): SearchRequest {
  const root = parseXml(text);
  if (!is(root, DAV, 'searchrequest'))
    throw new XmlInvalid('unexpected', 'The root element must be DAV: searchrequest.');
  const basic = child(root, DAV, 'basicsearch');
  if (basic === undefined) throw new XmlInvalid('unexpected', 'Only basicsearch is understood.');
  const select = child(basic, DAV, 'select');
  const prop = select === undefined ? undefined : child(select, DAV, 'prop');
  const where = child(basic, DAV, 'where');
  const condition = where === undefined ? undefined : childElements(where)[0];
  const limit = child(basic, DAV, 'limit');
  return {
    names: prop === undefined ? [] : childNames(prop),
    scopes: scopesOf(child(basic, DAV, 'from')),
    where: condition === undefined ? null : conditionOf(condition),
    order: orderOf(child(basic, DAV, 'orderby')),
    limit: numberIn(limit, 'nresults'),
    offset: numberIn(limit, 'firstresult') ?? 0,
  };
}

function scopesOf(from: XmlElement | undefined): SearchRequest['scopes'] {
  const scopes = from === undefined ? [] : childElements(from).filter((e) => is(e, DAV, 'scope'));
  return scopes.map((scope) => {
    const href = child(scope, DAV, 'href');
    if (href === undefined) throw new XmlInvalid('unexpected', 'A scope needs a href.');
    const depth = child(scope, DAV, 'depth');
    const text = depth === undefined ? 'infinity' : textOf(depth).trim().toLowerCase();
    if (text !== '0' && text !== '1' && text !== 'infinity')
      throw new XmlInvalid('unexpected', 'depth must be 0, 1 or infinity.');
    return { href: textOf(href).trim(), depth: text };
  });
}

const comparisons: readonly string[] = ['eq', 'like', 'lt', 'lte', 'gt', 'gte'];

function conditionOf(element: XmlElement): SearchCondition {
  if (element.namespace !== DAV) throw unknown(element);
  const parts = childElements(element);
  if (element.name === 'and') return { kind: 'and', parts: parts.map(conditionOf) };
  if (element.name === 'or') return { kind: 'or', parts: parts.map(conditionOf) };
  if (element.name === 'not') {
    if (parts[0] === undefined) throw unknown(element);
    return { kind: 'not', part: conditionOf(parts[0]) };
  }
  if (element.name === 'is-collection') return { kind: 'is-collection' };
  if (comparisons.includes(element.name)) return comparisonOf(element, element.name as Comparison);
  throw unknown(element);
}

function comparisonOf(element: XmlElement, operator: Comparison): SearchCondition {
  const prop = child(element, DAV, 'prop');
  const property = prop === undefined ? undefined : childNames(prop)[0];
  const literal = child(element, DAV, 'literal');
  if (property === undefined || literal === undefined) throw unknown(element);
  return { kind: 'compare', operator, property, literal: textOf(literal) };
}

function unknown(element: XmlElement): XmlInvalid {
  return new XmlInvalid('unexpected', `The condition ${element.name} is not understood.`);
}

function orderOf(order: XmlElement | undefined): SearchRequest['order'] {
  const entries = order === undefined ? [] : childElements(order).filter((e) => is(e, DAV, 'order'));
  return entries.flatMap((entry) => {
    const prop = child(entry, DAV, 'prop');
    const property = prop === undefined ? undefined : childNames(prop)[0];
    return property === undefined ? [] : [{ property, descending: child(entry, DAV, 'descending') !== undefined }];
  });
}

function numberIn(limit: XmlElement | undefined, name: string): number | null {
  const element = limit === undefined ? undefined : childElements(limit).find((e) => e.name === name);
  if (element === undefined) return null;
  const text = textOf(element).trim();
  if (!/^\d{1,9}$/.test(text)) throw new XmlInvalid('unexpected', `${name} must be a whole number.`);
  return Number(text);
}
