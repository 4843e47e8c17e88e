/** `TYPE=work,voice`: the name in capitals, values as they stand, without quotes. */
export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** One property. `value` is as it stands in the file, unfolded but with its backslashes (RFC 6350, section 3.4). */
export interface Property {
  /** `item1` of `item1.X-ABLABEL:…`, which ties properties together. */
  readonly group: string | null;
  /** In capitals. */
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly value: string;
}

export type Version = '3.0' | '4.0';

/** A card as it was written: every property in its order, those that nobody here knows too. */
export interface Card {
  readonly version: Version;
  /** Without BEGIN, VERSION and END. */
  readonly properties: readonly Property[];
  /** Was written as vCard 2.1, and has been brought into the form of 3.0. */
  readonly from21?: true;
}

export function paramValues(property: Property, name: string): string[] {
  return property.params.filter((each) => each.name === name).flatMap((each) => each.values);
}

/** Lower case, also where a list came in one pair of quotes: `TYPE="voice,home"`. */
export function typesOf(property: Property): string[] {
  return paramValues(property, 'TYPE').flatMap((value) =>
    value
      .toLowerCase()
      .split(',')
      .map((each) => each.trim()),
  );
}

/** The first one, or undefined. */
export function find(card: Card, name: string): Property | undefined {
  return card.properties.find((each) => each.name === name);
}

export function all(card: Card, name: string): Property[] {
  return card.properties.filter((each) => each.name === name);
}

export function property(
  name: string,
  value: string,
  params: Readonly<Record<string, string | readonly string[]>> = {},
  group: string | null = null,
): Property {
  const list = Object.entries(params).map(([key, given]) => ({
    name: key,
    values: typeof given === 'string' ? [given] : [...given],
  }));
  return { group, name, params: list, value };
}

/** With the parameter as given; without it where there are no values. */
export function withParam(given: Property, name: string, values: readonly string[]): Property {
  const at = given.params.findIndex((each) => each.name === name);
  const others = given.params.filter((each) => each.name !== name);
  if (values.length === 0) return { ...given, params: others };
  const place = at === -1 ? others.length : at;
  return { ...given, params: [...others.slice(0, place), { name, values }, ...others.slice(place)] };
}
