import { badRequest } from './dav-error.ts';

export interface IfCondition {
  readonly not: boolean;
  readonly kind: 'token' | 'etag';
  /** The state token, or the entity tag without quotes (weak ones keep their W/). */
  readonly value: string;
}

export interface IfList {
  /** The address the list is tagged with; null: the request's own. */
  readonly resource: string | null;
  readonly conditions: readonly IfCondition[];
}

/** What a list is held against; a resource that does not exist has neither. */
export interface ResourceState {
  readonly tokens: ReadonlySet<string>;
  readonly etag: string | null;
}

/** Each list may name another resource to look at. */
const mostLists = 100;

/**
 * RFC 4918 section 10.4.2:
 *
 *     If = 1*No-tag-list / 1*Tagged-list        Tagged-list = Coded-URL 1*List
 *     List = "(" 1*Condition ")"                Condition = ["Not"] (Coded-URL / "[" entity-tag "]")
 */
export function parseIf(header: string): IfList[] {
  const lists: IfList[] = [];
  const scanner = new Scanner(header);
  let resource: string | null = null;
  let tagWithoutList = false;
  while (!scanner.atEnd()) {
    const tag = scanner.take(/<([^<>\s]+)>/y);
    if (tag !== null) {
      if (tagWithoutList || (resource === null && lists.length > 0)) throw scanner.invalid();
      resource = tag[1] ?? '';
      tagWithoutList = true;
      continue;
    }
    if (lists.length >= mostLists) throw scanner.invalid();
    lists.push({ resource, conditions: conditionsOf(scanner) });
    tagWithoutList = false;
  }
  if (tagWithoutList || lists.length === 0) throw scanner.invalid();
  return lists;
}

function conditionsOf(scanner: Scanner): IfCondition[] {
  if (scanner.take(/\(/y) === null) throw scanner.invalid();
  const conditions: IfCondition[] = [];
  while (scanner.take(/\)/y) === null) {
    const not = scanner.take(/not(?=[\s<[])/iy) !== null;
    const token = scanner.take(/<([^<>\s]+)>/y);
    const etag = token === null ? scanner.take(/\[\s*(W\/)?"([^"]*)"\s*\]/y) : null;
    if (token !== null) conditions.push({ not, kind: 'token', value: token[1] ?? '' });
    else if (etag !== null) conditions.push({ not, kind: 'etag', value: `${etag[1] ?? ''}${etag[2] ?? ''}` });
    else throw scanner.invalid();
  }
  if (conditions.length === 0) throw scanner.invalid();
  return conditions;
}

class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  atEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** What the sticky pattern finds here, with the white space behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#position += match[0].length;
    while (/\s/.test(this.#text[this.#position] ?? '')) this.#position += 1;
    return match;
  }

  invalid(): Error {
    return badRequest('dav.if_invalid', 'The If header cannot be read.');
  }
}

/** True when one of the lists holds. `stateOf` is asked once for each resource that the header names. */
export async function evaluateIf(
  lists: readonly IfList[],
  stateOf: (resource: string | null) => Promise<ResourceState>,
): Promise<boolean> {
  const states = new Map<string | null, ResourceState>();
  for (const list of lists) {
    const state = states.get(list.resource) ?? (await stateOf(list.resource));
    states.set(list.resource, state);
    if (list.conditions.every((condition) => holds(condition, state))) return true;
  }
  return false;
}

function holds(condition: IfCondition, state: ResourceState): boolean {
  const matches = condition.kind === 'token' ? state.tokens.has(condition.value) : state.etag === condition.value;
  return matches !== condition.not;
}

/** Every lock token that the header submits. */
export function tokensOf(lists: readonly IfList[]): string[] {
  const tokens = lists.flatMap((list) =>
    list.conditions.filter((c) => c.kind === 'token' && c.value !== 'DAV:no-lock'),
  );
  return [...new Set(tokens.map((c) => c.value))];
}
