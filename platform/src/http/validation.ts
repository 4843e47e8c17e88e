import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * Checks input by its TypeBox schema. Addresses carry only text, so there whole numbers are read from it; JSON is
 * taken as it is. NUL is refused in any text: nothing here has a use for it, and PostgreSQL cannot hold it.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  const read = httpPart === 'body' ? (input: unknown) => input : textReader(schema);
  return (input: unknown) => {
    const given = validator.Default(read(input));
    if (!validator.Check(given)) return { error: validator.Errors(given) as never };
    return hasNul(given)
      ? { error: [{ instancePath: '', message: 'must not contain NUL' }] as never }
      : { value: given };
  };
};

/** Only what is written as a whole number is one: '1.5', '1e3' and 'true' stay text, which the schema then refuses. */
function textReader(schema: TSchema): (input: unknown) => unknown {
  const { properties = {} } = schema as { properties?: Record<string, { type?: unknown }> };
  const integers = Object.keys(properties).filter((name) => properties[name]?.type === 'integer');
  return (input) => {
    if (typeof input !== 'object' || input === null) return input;
    const values: Record<string, unknown> = { ...input };
    for (const name of integers) {
      const text = values[name];
      if (typeof text === 'string' && /^-?\d{1,16}$/.test(text)) values[name] = Number(text);
    }
    return values;
  };
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
}
