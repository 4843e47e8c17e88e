import { parseAttributePath, valuesAt } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import { badRequest } from './scim-error.ts';
import { attribute, isObject } from './scim-value.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

export const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof operators)[number];
export type FilterValue = string | number | boolean | null;

/** A filter of RFC 7644, section 3.4.2.2. */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly op: 'not'; readonly filter: Filter }
  | { readonly op: 'pr'; readonly path: AttributePath }
  | { readonly op: Operator; readonly path: AttributePath; readonly value: FilterValue }
  /** `emails[type eq "work"]` */
  | { readonly op: '[]'; readonly path: AttributePath; readonly filter: Filter };

const longest = 4_000;
const deepest = 40;

/** Throws ScimError invalidFilter. */
export function parseFilter(text: string): Filter {
  if (text.length > longest) throw wrong('The filter is too long.');
  const parser = new Parser(tokenize(text));
  const filter = parser.or(0);
  parser.end();
  return filter;
}

type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly value: FilterValue }
  | { readonly kind: '(' | ')' | '[' | ']' };

const tokenForm =
  /\s*(?:([()[\]])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:-]))|([A-Za-z$][\w$.:-]*))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < trimmed.length) {
    const at = tokenForm.lastIndex;
    const [, bracket, string, number, word] = tokenForm.exec(trimmed) ?? [];
    if (bracket !== undefined) tokens.push({ kind: bracket as '(' | ')' | '[' | ']' });
    else if (string !== undefined) tokens.push({ kind: 'value', value: JSON.parse(string) as string });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else throw wrong(`The filter makes no sense at character ${at + 1}.`);
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw wrong('The filter goes on after its end.');
  }

  or(depth: number): Filter {
    const filters = [this.#and(depth)];
    while (this.#takeWord('or')) filters.push(this.#and(depth));
    return filters.length === 1 ? filters[0]! : { op: 'or', filters };
  }

  #and(depth: number): Filter {
    const filters = [this.#one(depth)];
    while (this.#takeWord('and')) filters.push(this.#one(depth));
    return filters.length === 1 ? filters[0]! : { op: 'and', filters };
  }

  #one(depth: number): Filter {
    if (depth > deepest) throw wrong('The filter is nested too deeply.');
    if (this.#isNot()) {
      this.#at += 2;
      const filter = this.or(depth + 1);
      this.#expect(')');
      return { op: 'not', filter };
    }
    if (this.#take('(')) {
      const filter = this.or(depth + 1);
      this.#expect(')');
      return filter;
    }
    const token = this.#next();
    const path = token?.kind === 'word' ? parseAttributePath(token.text) : undefined;
    if (!path) throw wrong('The filter lacks an attribute.');
    if (this.#take('[')) {
      const filter = this.or(depth + 1);
      this.#expect(']');
      return { op: '[]', path, filter };
    }
    const operator = this.#next();
    const op = operator?.kind === 'word' ? operator.text.toLowerCase() : '';
    if (op === 'pr') return { op, path };
    if (!operators.includes(op as Operator)) throw wrong('The filter lacks an operator (eq, co, pr …).');
    return { op: op as Operator, path, value: this.#value() };
  }

  #value(): FilterValue {
    const token = this.#next();
    if (token?.kind === 'value') return token.value;
    const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    throw wrong('The filter lacks a value; text stands in double quotes.');
  }

  #isNot(): boolean {
    const [token, after] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    return token?.kind === 'word' && token.text.toLowerCase() === 'not' && after?.kind === '(';
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #take(kind: '(' | '['): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(kind: ')' | ']'): void {
    if (this.#next()?.kind !== kind) throw wrong(`The filter lacks a '${kind}'.`);
  }
}

export function matches(filter: Filter, resource: ScimObject): boolean {
  switch (filter.op) {
    case 'and':
      return filter.filters.every((one) => matches(one, resource));
    case 'or':
      return filter.filters.some((one) => matches(one, resource));
    case 'not':
      return !matches(filter.filter, resource);
    case 'pr':
      return valuesAt(resource, filter.path).some((value) => value !== '' && !(isObject(value) && isEmpty(value)));
    case '[]':
      return valuesAt(resource, filter.path).some((value) =>
        matches(filter.filter, isObject(value) ? value : { value }),
      );
    default:
      return compare(filter.op, valuesAt(resource, filter.path).map(simple), filter.value, isExact(filter.path));
  }
}

function compare(
  op: Operator,
  values: readonly (ScimValue | undefined)[],
  wanted: FilterValue,
  exact: boolean,
): boolean {
  if (wanted === null) return op === 'ne' ? values.length > 0 : op === 'eq' && values.length === 0;
  if (op === 'ne') return !values.some((value) => isRelated('eq', value, wanted, exact));
  return values.some((value) => isRelated(op, value, wanted, exact));
}

function isRelated(
  op: Operator,
  value: ScimValue | undefined,
  wanted: string | number | boolean,
  exact: boolean,
): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') {
    const [a, b] = exact ? [value, wanted] : [value.toLowerCase(), wanted.toLowerCase()];
    if (op === 'co') return a.includes(b);
    if (op === 'sw') return a.startsWith(b);
    if (op === 'ew') return a.endsWith(b);
    return isOrdered(op, a, b);
  }
  if (typeof value === 'boolean' && typeof wanted === 'string')
    return op === 'eq' && String(value) === wanted.toLowerCase();
  if (typeof value !== typeof wanted) return false;
  if (typeof value === 'boolean') return op === 'eq' && value === wanted;
  return typeof value === 'number' && isOrdered(op, value, wanted as number);
}

function isOrdered<Value extends string | number>(op: Operator, a: Value, b: Value): boolean {
  if (op === 'eq') return a === b;
  if (op === 'gt') return a > b;
  if (op === 'ge') return a >= b;
  if (op === 'lt') return a < b;
  return op === 'le' && a <= b;
}

/** Of a complex value its `value` is meant (`emails co "x"`). */
function simple(value: ScimValue): ScimValue | undefined {
  return isObject(value) ? attribute(value, 'value') : value;
}

function isExact({ name, sub }: AttributePath): boolean {
  return /^(id|externalid)$/i.test(name) || (/^meta$/i.test(name) && /^(version|location)$/i.test(sub ?? ''));
}

function isEmpty(object: ScimObject): boolean {
  return Object.values(object).every((value) => value === null || value === '');
}

function wrong(detail: string) {
  return badRequest('invalidFilter', detail);
}
