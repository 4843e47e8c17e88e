/** SQL text with a name: PostgreSQL parses and plans it once a connection. The same name must always carry the same text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, string>();

/** Names are unique in the product: `<room>.<what>`, at most 63 bytes as PostgreSQL cuts longer ones. */
export function statement(name: string, text: string): Statement {
  // PostgreSQL would refuse it, but only on a connection that has seen both
  if ((known.get(name) ?? text) !== text) throw new RangeError(`two statements are called ${name}`);
  known.set(name, text);
  if (Buffer.byteLength(name) > 63) throw new RangeError(`statement name too long: ${name}`);
  return Object.freeze({ name, text });
}
