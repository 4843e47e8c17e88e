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
export const OrganisationRole = Type.Union([
  Type.Literal('organisation-administrator'),
  Type.Literal('auditor'),
  Type.Literal('reporter'),
  Type.Literal('access-manager'),
]);
export const PersonKind = Type.Union([Type.Literal('member'), Type.Literal('guest')]);
export const Language = Type.Union([Type.Literal('de'), Type.Literal('en')]);
export const Theme = Type.Union([Type.Literal('system'), Type.Literal('light'), Type.Literal('dark')]);

export const Text = (maxLength: number) => Type.Union([Type.String({ maxLength }), Type.Null()]);
export const Search = Type.Optional(Type.String({ maxLength: 200 }));
export const Offset = Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 });
export const Limit = (standard: number) => Type.Integer({ minimum: 1, maximum: 500, default: standard });
export const ByKey = Type.Object({ key: Key });
export const ByLogin = Type.Object({ login: Login });
export const ByKeyAndLogin = Type.Object({ key: Key, login: Login });

const NullableString = Type.Union([Type.String(), Type.Null()]);
const NullableInteger = Type.Union([Type.Integer(), Type.Null()]);

export const OrganisationRef = Type.Object({ key: Type.String(), name: Type.String() });

const organisation = {
  id: Type.Integer(),
  key: Type.String(),
  name: Type.String(),
  shortName: NullableString,
  kind: Kind,
  parentKey: NullableString,
  closed: Type.Boolean(),
  administered: Type.Boolean({ description: 'Whether the one who asks administers it' }),
  peopleCount: Type.Optional(Type.Integer({ description: 'People who are not disabled' })),
};

export const Organisation = Type.Object(organisation);

export const OrganisationDetails = Type.Object({
  ...organisation,
  officialKey: NullableString,
  colour: NullableString,
  hasLogo: Type.Boolean(),
  imprintUrl: NullableString,
  privacyUrl: NullableString,
  path: Type.Array(OrganisationRef, { description: 'From the root down, itself not included' }),
  mailDomains: Type.Optional(Type.Array(Type.String())),
  quotaBytes: Type.Optional(NullableInteger),
  administeredAbove: Type.Optional(
    Type.Boolean({ description: 'Whether kind, place, keys, domains, quota and closing may be changed too' }),
  ),
});

const RuleValue = Type.Union([Type.String(), Type.Integer()]);

export const Rule = Type.Object({
  rule: Type.String(),
  value: RuleValue,
  own: Type.Union([RuleValue, Type.Null()]),
  from: Type.Union([OrganisationRef, Type.Null()]),
  changedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'When what holds was set' }),
  changedBy: NullableString,
  inherited: RuleValue,
  allowed: Type.Union([Type.Array(Type.String()), Type.Object({ min: Type.Integer(), max: Type.Integer() })]),
});
export const RuleInput = Type.Union([Type.String({ maxLength: 64 }), Type.Integer(), Type.Null()]);

const PersonName = Type.Object({ login: Type.String(), name: Type.String() });
const HeldRole = Type.Object({ role: OrganisationRole, organisation: OrganisationRef });

export const RoleHolder = Type.Object({
  role: OrganisationRole,
  person: Type.Object({ login: Type.String(), name: Type.String(), organisation: OrganisationRef }),
  organisation: OrganisationRef,
  inherited: Type.Boolean({ description: 'Given for an organisation above this one' }),
});

const PersonSource = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: Type.Union([Type.Literal('ldap'), Type.Literal('csv'), Type.Literal('scim')]),
  administered: Type.Boolean({ description: 'Whether the one who asks administers the source, too' }),
  keeps: Type.Array(
    Type.Union([
      Type.Literal('login'),
      Type.Literal('name'),
      Type.Literal('email'),
      Type.Literal('addresses'),
      Type.Literal('organisation'),
      Type.Literal('jobTitle'),
      Type.Literal('phone'),
      Type.Literal('place'),
      Type.Literal('manager'),
    ]),
    { description: 'Set anew at its next run' },
  ),
});

export const Person = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  organisation: OrganisationRef,
  email: Type.Optional(NullableString),
  role: Type.Optional(Role),
  disabled: Type.Optional(Type.Boolean()),
  createdAt: Type.Optional(Type.Integer()),
  kind: Type.Optional(PersonKind),
  language: Type.Optional(Language),
  jobTitle: Type.Optional(NullableString),
  phone: Type.Optional(NullableString),
  place: Type.Optional(NullableString),
  addresses: Type.Optional(Type.Array(Type.String(), { description: 'Besides `email`' })),
  manager: Type.Optional(Type.Union([PersonName, Type.Null()])),
  deputies: Type.Optional(Type.Array(PersonName)),
  assignments: Type.Optional(Type.Array(HeldRole)),
  leftAt: Type.Optional(NullableInteger),
  erased: Type.Optional(Type.Boolean()),
  source: Type.Optional(Type.Union([PersonSource, Type.Null()])),
});

export const FoundPerson = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  organisation: OrganisationRef,
  jobTitle: NullableString,
  kind: PersonKind,
});

export const Me = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  email: NullableString,
  organisation: Type.Object({
    key: Type.String(),
    name: Type.String(),
    shortName: NullableString,
    colour: NullableString,
    hasLogo: Type.Boolean(),
    path: Type.Array(OrganisationRef),
  }),
  role: Role,
  language: Language,
  theme: Theme,
  assignments: Type.Array(HeldRole),
  administers: Type.Boolean(),
  auditor: Type.Boolean(),
});

export const Group = Type.Object({
  key: Type.String(),
  name: Type.String(),
  organisationKey: NullableString,
  memberCount: Type.Integer(),
  administered: Type.Boolean(),
});

export const GroupMember = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  organisation: OrganisationRef,
});
