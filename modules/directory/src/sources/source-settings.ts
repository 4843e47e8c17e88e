import { Type } from 'typebox';
import type { Static } from 'typebox';
import { usualBrake } from './brake.ts';

const Text = Type.String({ maxLength: 500 });
const Attribute = Type.String({ maxLength: 100, pattern: '^[A-Za-z][A-Za-z0-9;-]*$' });
const OptionalAttribute = Type.Union([Attribute, Type.Null()]);

const common = {
  /** Who belongs to no source is taken over when the source knows their login. */
  adopts: Type.Boolean(),
  loginSuffix: Type.String({ maxLength: 60 }),
  brakeShare: Type.Number({ minimum: 0, maximum: 1 }),
  brakeLeast: Type.Integer({ minimum: 0, maximum: 100_000 }),
  /** What the source calls organisations, with their keys here. */
  organisations: Type.Record(
    Type.String({ minLength: 1, maxLength: 200 }),
    Type.String({ minLength: 1, maxLength: 64 }),
  ),
  /** Whether people of organisations that are not known are refused or belong to the source's own. */
  unknownOrganisation: Type.Union([Type.Literal('refuse'), Type.Literal('own')]),
  schedule: Type.Union([Type.Literal('hourly'), Type.Literal('nightly'), Type.Literal('manual')]),
};

export const ScimSettings = Type.Object(common, { additionalProperties: false });

export const csvFields = [
  'externalId',
  'login',
  'name',
  'firstName',
  'lastName',
  'email',
  'addresses',
  'organisation',
  'groups',
  'manager',
  'jobTitle',
  'phone',
  'place',
  'language',
  'disabled',
] as const;
export type CsvField = (typeof csvFields)[number];

export const CsvSettings = Type.Object(
  {
    ...common,
    /** Field -> title of its column. */
    columns: Type.Partial(
      Type.Object(Object.fromEntries(csvFields.map((field) => [field, Text])) as Record<CsvField, typeof Text>),
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const LdapSettings = Type.Object(
  {
    ...common,
    preset: Type.Union([Type.Literal('openldap'), Type.Literal('active-directory')]),
    /** ldap://host:389 or ldaps://host:636 */
    url: Text,
    startTls: Type.Boolean(),
    /** Certificates (PEM) that are trusted besides the usual ones. */
    ca: Type.Union([Type.String({ maxLength: 100_000 }), Type.Null()]),
    bindDn: Text,
    base: Text,
    filter: Type.String({ maxLength: 2000 }),
    pageSize: Type.Integer({ minimum: 1, maximum: 10_000 }),
    attributes: Type.Object(
      {
        id: Attribute,
        login: Attribute,
        name: Attribute,
        email: OptionalAttribute,
        addresses: OptionalAttribute,
        jobTitle: OptionalAttribute,
        phone: OptionalAttribute,
        place: OptionalAttribute,
        manager: OptionalAttribute,
        language: OptionalAttribute,
        stamp: OptionalAttribute,
      },
      { additionalProperties: false },
    ),
    organisationBy: Type.Union([Type.Literal('fixed'), Type.Literal('attribute'), Type.Literal('ou')]),
    organisationAttribute: OptionalAttribute,
    groups: Type.Union([
      Type.Null(),
      Type.Object(
        {
          base: Text,
          filter: Type.String({ maxLength: 2000 }),
          id: Attribute,
          name: Attribute,
          member: Attribute,
          stamp: OptionalAttribute,
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);

export type CommonSettings = Static<typeof ScimSettings>;
export type ScimSettings = Static<typeof ScimSettings>;
export type CsvSettings = Static<typeof CsvSettings>;
export type LdapSettings = Static<typeof LdapSettings>;

const usual: CommonSettings = {
  adopts: false,
  loginSuffix: '',
  brakeShare: usualBrake.share,
  brakeLeast: usualBrake.least,
  organisations: {},
  unknownOrganisation: 'refuse',
  schedule: 'hourly',
};

export const scimPreset: ScimSettings = { ...usual, unknownOrganisation: 'own' };
export const csvPreset: CsvSettings = { ...usual, schedule: 'manual', columns: {} };

const connection = { url: '', startTls: false, ca: null, bindDn: '', base: '', pageSize: 1000 } as const;

export const ldapPresets: Readonly<Record<LdapSettings['preset'], LdapSettings>> = {
  openldap: {
    ...usual,
    ...connection,
    preset: 'openldap',
    filter: '(objectClass=inetOrgPerson)',
    attributes: {
      id: 'entryUUID',
      login: 'uid',
      name: 'cn',
      email: 'mail',
      addresses: 'mail',
      jobTitle: 'title',
      phone: 'telephoneNumber',
      place: 'roomNumber',
      manager: 'manager',
      language: 'preferredLanguage',
      stamp: 'entryCSN',
    },
    organisationBy: 'fixed',
    organisationAttribute: 'o',
    groups: {
      base: '',
      filter: '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))',
      id: 'entryUUID',
      name: 'cn',
      member: 'member',
      stamp: 'entryCSN',
    },
  },
  'active-directory': {
    ...usual,
    ...connection,
    preset: 'active-directory',
    filter: '(&(objectCategory=person)(objectClass=user)(!(isCriticalSystemObject=TRUE)))',
    attributes: {
      id: 'objectGUID',
      login: 'sAMAccountName',
      name: 'displayName',
      email: 'mail',
      addresses: 'proxyAddresses',
      jobTitle: 'title',
      phone: 'telephoneNumber',
      place: 'physicalDeliveryOfficeName',
      manager: 'manager',
      language: 'preferredLanguage',
      stamp: 'uSNChanged',
    },
    organisationBy: 'fixed',
    organisationAttribute: 'department',
    groups: {
      base: '',
      filter: '(&(objectCategory=group)(!(isCriticalSystemObject=TRUE)))',
      id: 'objectGUID',
      name: 'cn',
      member: 'member',
      stamp: 'uSNChanged',
    },
  },
};
