import { Type } from 'typebox';

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Milliseconds since 1970. */
export const Time = Type.Integer();

export const Login = Type.String({ minLength: 1, maxLength: 256 });
export const Password = Type.String({ minLength: 1, maxLength: 1024 });
export const FlowToken = Type.String({ minLength: 20, maxLength: 100 });

export const Person = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  organisation: Type.Object({ key: Type.String(), name: Type.String() }),
  role: Type.Union([Type.Literal('member'), Type.Literal('guest'), Type.Literal('platform-administrator')]),
  language: Type.Union([Type.Literal('de'), Type.Literal('en')]),
  theme: Type.Union([Type.Literal('system'), Type.Literal('light'), Type.Literal('dark')]),
});
