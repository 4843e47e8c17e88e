import { Type } from 'typebox';

// Inputs are checked loosely here, with a bound; the commands say what exactly is wrong.
export const Key = Type.String({ minLength: 1, maxLength: 64 });
export const Login = Type.String({ minLength: 1, maxLength: 64 });
export const Name = Type.String({ minLength: 1, maxLength: 200 });
export const Email = Type.Union([Type.String({ maxLength: 254 }), Type.Null()]);
export const Kind = Type.Union([
  Type.Literal('state'),
  Type.Literal('department'),
  Type.Literal('authority'),
  Type.Literal('institution'),
  Type.Literal('municipality'),
]);
export const Role = Type.Union([Type.Literal('member'), Type.Literal('guest'), Type.Literal('platform-administrator')]);
export const Language = Type.Union([Type.Literal('de'), Type.Literal('en')]);
export const Theme = Type.Union([Type.Literal('system'), Type.Literal('light'), Type.Literal('dark')]);

export const OrganisationRef = Type.Object({ key: Type.String(), name: Type.String() });

export const Organisation = Type.Object({
  id: Type.Integer(),
  key: Type.String(),
  name: Type.String(),
  kind: Kind,
  parentKey: Type.Union([Type.String(), Type.Null()]),
  peopleCount: Type.Optional(Type.Integer()),
});

export const Person = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  organisation: OrganisationRef,
  email: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  role: Type.Optional(Role),
  disabled: Type.Optional(Type.Boolean()),
  createdAt: Type.Optional(Type.Integer()),
});

export const Me = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  organisation: OrganisationRef,
  role: Role,
  language: Language,
  theme: Theme,
});

export const Group = Type.Object({
  key: Type.String(),
  name: Type.String(),
  organisationKey: Type.Union([Type.String(), Type.Null()]),
  memberCount: Type.Integer(),
});

export const GroupMember = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  organisation: OrganisationRef,
});
