/** SQL text with a name: PostgreSQL parses and plans it once a connection. The same name must always carry the same text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names are unique in the product: `<room>.<what>`, at most 63 bytes as PostgreSQL cuts longer ones. */
export function statement(name: string, text: string): Statement {
  if (Buffer.byteLength(name) > 63) throw new RangeError(`statement name too long: ${name}`);
  return Object.freeze({ name, text });
}
