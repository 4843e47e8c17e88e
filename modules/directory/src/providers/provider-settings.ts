import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { invalid } from '../errors.ts';

const Claim = Type.String({ minLength: 1, maxLength: 200 });
const OptionalClaim = Type.Union([Claim, Type.Null()]);
const Value = Type.String({ minLength: 1, maxLength: 200 });
const Key = Type.String({ minLength: 1, maxLength: 64 });
const Role = Type.Union([
  Type.Literal('organisation-administrator'),
  Type.Literal('auditor'),
  Type.Literal('reporter'),
  Type.Literal('access-manager'),
]);
const closed = { additionalProperties: false };

export const ProviderSettings = Type.Object(
  {
    scope: Type.String({ maxLength: 500, pattern: '^[!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*$' }),
    /** What the provider is asked to prove people by; null: as it likes. */
    acrValues: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]),
    /** Names of claims; a dot leads into an object ('realm_access.roles'). */
    claims: Type.Object(
      {
        login: Claim,
        name: Claim,
        email: Claim,
        emailVerified: Claim,
        organisation: OptionalClaim,
        groups: OptionalClaim,
        roles: OptionalClaim,
      },
      closed,
    ),
    /** What the provider calls organisations, with their keys here; keys and official keys need no line. */
    organisations: Type.Record(Value, Key),
    unknownOrganisation: Type.Union([Type.Literal('refuse'), Type.Literal('own')]),
    /** Value of the claim -> key of a group. */
    groups: Type.Record(Value, Key),
    /** Value of the claim -> role for the provider's organisation. */
    roles: Type.Record(Value, Role),
    loginSuffix: Type.String({ maxLength: 60 }),
    /** Whoever is not known here. */
    unknownPeople: Type.Union([Type.Literal('make'), Type.Literal('refuse')]),
    strengths: Type.Array(
      Type.Object(
        {
          claim: Type.Union([Type.Literal('acr'), Type.Literal('amr')]),
          value: Value,
          strength: Type.Union([Type.Literal('second-factor'), Type.Literal('phishing-resistant')]),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
  },
  closed,
);
export type ProviderSettings = Static<typeof ProviderSettings>;

export const usualSettings: ProviderSettings = {
  scope: 'openid profile email',
  acrValues: null,
  claims: {
    login: 'preferred_username',
    name: 'name',
    email: 'email',
    emailVerified: 'email_verified',
    organisation: null,
    groups: null,
    roles: null,
  },
  organisations: {},
  unknownOrganisation: 'own',
  groups: {},
  roles: {},
  loginSuffix: '',
  unknownPeople: 'refuse',
  strengths: [],
};

const check = Compile(ProviderSettings as TSchema);
const longest = 100_000;

/** What was given over what holds. Throws Invalid `directory.invalid_input` that names the field. */
export function checkSettings(given: Readonly<Record<string, unknown>>, before: ProviderSettings): ProviderSettings {
  const settings: Record<string, unknown> = { ...before, ...given };
  if (JSON.stringify(settings).length > longest) throw invalid('settings', 'These settings are too long.');
  const [error] = check.Errors(settings);
  if (error) {
    const path = error.instancePath.replace(/^\//, '').replaceAll('/', '.');
    throw invalid(`settings${path === '' ? '' : `.${path}`}`, `This setting ${error.message}.`);
  }
  const checked = settings as unknown as ProviderSettings;
  if (!checked.scope.split(' ').includes('openid')) throw invalid('settings.scope', 'The scopes contain openid.');
  return checked;
}
