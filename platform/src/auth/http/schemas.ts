import { Type } from 'typebox';

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Milliseconds since 1970. */
export const Time = Type.Integer();

export const Login = Type.String({ minLength: 1, maxLength: 256 });
export const Password = Type.String({ minLength: 1, maxLength: 1024 });
export const Method = Type.Union([
  Type.Literal('password'),
  Type.Literal('totp'),
  Type.Literal('passkey'),
  Type.Literal('recovery-code'),
  Type.Literal('mail-code'),
  Type.Literal('oidc'),
]);
export const Scope = Type.Union([Type.Literal('files'), Type.Literal('calendar'), Type.Literal('contacts')]);
/** Of a step that a sign-in waits for, or of a mail. */
export const Token = Type.String({ minLength: 20, maxLength: 100 });
export const FlowToken = Type.String({ minLength: 20, maxLength: 100 });

const Organisation = Type.Object({ key: Type.String(), name: Type.String() });

export const Person = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  organisation: Type.Object({
    key: Type.String(),
    name: Type.String(),
    shortName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    colour: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    hasLogo: Type.Optional(Type.Boolean()),
    path: Type.Optional(Type.Array(Organisation)),
  }),
  role: Type.Union([Type.Literal('member'), Type.Literal('guest'), Type.Literal('platform-administrator')]),
  language: Type.Union([Type.Literal('de'), Type.Literal('en')]),
  theme: Type.Union([Type.Literal('system'), Type.Literal('light'), Type.Literal('dark')]),
  assignments: Type.Optional(Type.Array(Type.Object({ role: Type.String(), organisation: Organisation }))),
  administers: Type.Optional(Type.Boolean()),
  auditor: Type.Optional(Type.Boolean()),
});

/** What a sign-in still waits for. */
export const Step = Type.Object({
  token: Type.String(),
  kind: Type.Union([Type.Literal('second-factor'), Type.Literal('enrol')]),
  methods: Type.Array(Method),
  expiresAt: Time,
});

export const Strength = Type.Union([
  Type.Literal('password'),
  Type.Literal('second-factor'),
  Type.Literal('phishing-resistant'),
]);
export const Code = Type.String({ minLength: 1, maxLength: 64 });

/** One's device for codes, or passkey. */
export const Factor = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('totp'), Type.Literal('passkey')]),
  name: Type.String(),
  createdAt: Time,
  lastUsedAt: Type.Union([Time, Type.Null()]),
  backedUp: Type.Union([Type.Boolean(), Type.Null()]),
});

/** `person` where a sign-in is finished by it, `step` where it asks for more. */
export const Added = Type.Object({
  factor: Type.Object({
    id: Id,
    kind: Type.Union([Type.Literal('totp'), Type.Literal('passkey')]),
    name: Type.String(),
  }),
  recoveryCodes: Type.Union([Type.Array(Type.String()), Type.Null()]),
  person: Type.Union([Person, Type.Null()]),
  step: Type.Union([Step, Type.Null()]),
});

/** As WebAuthn's JSON forms have it; what is inside is the browser's and the library's. */
export const Options = Type.Object({ options: Type.Record(Type.String(), Type.Unknown()) });
export const Response = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 2048 }),
  rawId: Type.String({ maxLength: 2048 }),
  type: Type.Literal('public-key'),
  response: Type.Record(Type.String(), Type.Unknown()),
  clientExtensionResults: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 64 })),
});
