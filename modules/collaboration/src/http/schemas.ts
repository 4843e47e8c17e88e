import { Type, type TSchema } from 'typebox';

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Time = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z' });
export const Person = Type.Object({ login: Type.String(), name: Type.String() });
export const ById = Type.Object({ id: Id });
export const closed = { additionalProperties: false };
export const nothing = { 204: Type.Null() };
export const tags = ['collaboration'];

export function items<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item) });
}
