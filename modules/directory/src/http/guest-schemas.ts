import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import { Key, Language, Login, OrganisationRef } from './schemas.ts';

const Time = Type.Integer({ description: 'Milliseconds since 1970' });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Reason = Type.String({ minLength: 1, maxLength: 1000 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Address = Type.String({ minLength: 3, maxLength: 320 });

export const Guest = Type.Object({
  login: Type.String(),
  name: Type.String(),
  address: Type.String(),
  organisation: OrganisationRef,
  sponsor: orNull(Type.Object({ login: Type.String(), name: Type.String() })),
  reason: Type.String(),
  place: orNull(Type.String()),
  state: Type.Enum(['invited', 'expired', 'active', 'ended']),
  blocked: Type.Boolean(),
  invitedAt: Time,
  invitationEndsAt: Time,
  acceptedAt: orNull(Time),
  endsAt: Time,
  confirmBy: orNull(Time),
  due: Type.Boolean(),
  endedAt: orNull(Time),
  endCause: orNull(Type.Enum(['ended', 'withdrawn', 'date', 'not-confirmed', 'left'])),
});

export const GuestPage = Type.Object({ total: Type.Integer(), items: Type.Array(Guest) });

export const Query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(
    Type.Enum(['open', 'invited', 'expired', 'active', 'ended', 'due', 'ending', 'orphaned', 'all']),
  ),
  sponsor: Type.Optional(Type.Enum(['me', 'all'])),
  of: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Login of the sponsor' })),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
});

export const Rules = Type.Object({
  mayInvite: Type.Boolean(),
  longestDays: Type.Integer(),
  latestEnd: Time,
  administers: Type.Boolean(),
});

export const New = Type.Object(
  {
    name: Name,
    address: Address,
    reason: Reason,
    endsAt: Time,
    language: Type.Optional(Language),
    space: Type.Optional(
      Type.Object(
        { id: Type.Integer({ minimum: 1 }), role: Type.Enum(['viewer', 'editor']) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const GuestUpdate = Type.Object(
  { reason: Type.Optional(Reason), endsAt: Type.Optional(Time), sponsorLogin: Type.Optional(Login) },
  { additionalProperties: false },
);

/** Which is meant, where several organisations have the same guest. */
export const Which = Type.Object({ organisation: Type.Optional(Key) });

export const Bulk = Type.Object(
  { logins: Type.Array(Login, { minItems: 1, maxItems: 500 }), action: Type.Enum(['end', 'confirm']) },
  { additionalProperties: false },
);
export const BulkResult = Type.Object({
  items: Type.Array(Type.Object({ login: Type.String(), ok: Type.Boolean(), code: orNull(Type.String()) })),
});

export const Invitation = Type.Object({
  name: Type.String(),
  login: Type.String(),
  address: Type.String(),
  language: Language,
  inviter: orNull(Type.String()),
  organisation: OrganisationRef,
  reason: Type.String(),
  places: Type.Array(Type.String()),
  endsAt: Time,
  invitationEndsAt: Time,
});

export const Acceptance = Type.Object(
  {
    termsAccepted: Type.Boolean(),
    way: Type.Enum(['passkey', 'password', 'mail-code']),
    password: Type.Optional(Type.String({ maxLength: 1024 })),
  },
  { additionalProperties: false },
);

const SignInStep = Type.Object({
  token: Type.String(),
  kind: Type.Enum(['second-factor', 'enrol']),
  methods: Type.Array(Type.String()),
  expiresAt: Time,
});

export const Accepted = Type.Object({
  login: Type.String(),
  signedIn: Type.Boolean(),
  step: orNull(SignInStep),
});
