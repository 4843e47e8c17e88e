import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** Checks input by its TypeBox schema. Addresses carry only text, so there numbers and booleans are converted; JSON is taken as it is. */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  return (input: unknown) => {
    const given = validator.Default(httpPart === 'body' ? input : validator.Convert(input));
    return validator.Check(given) ? { value: given } : { error: validator.Errors(given) as never };
  };
};
