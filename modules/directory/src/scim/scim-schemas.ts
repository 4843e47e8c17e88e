import { coreGroup, coreUser, enterpriseUser } from './attribute-path.ts';
import { mostAtOnce } from './scim-query.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

const documentation = 'https://www.rfc-editor.org/rfc/rfc7644';

export function serviceProviderConfig(base: string): ScimObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    documentationUri: documentation,
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostAtOnce },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer',
        description: 'A token that an administrator made for the source.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

export function resourceTypes(base: string): ScimObject[] {
  const type = (name: string, schema: string, extensions: readonly string[]): ScimObject => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema,
    ...(extensions.length === 0
      ? {}
      : { schemaExtensions: extensions.map((extension) => ({ schema: extension, required: false })) }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  });
  return [type('User', coreUser, [enterpriseUser]), type('Group', coreGroup, [])];
}

interface Options {
  readonly type?: 'string' | 'boolean' | 'complex' | 'reference';
  readonly required?: boolean;
  readonly many?: boolean;
  readonly unique?: boolean;
  readonly readOnly?: boolean;
  readonly exact?: boolean;
  readonly of?: readonly ScimObject[];
}

function attribute(name: string, description: string, o: Options = {}): ScimObject {
  const type = o.of ? 'complex' : (o.type ?? 'string');
  return {
    name,
    type,
    multiValued: o.many === true,
    description,
    required: o.required === true,
    caseExact: o.exact === true,
    mutability: o.readOnly === true ? 'readOnly' : 'readWrite',
    returned: 'default',
    uniqueness: o.unique === true ? 'server' : 'none',
    ...(o.of ? { subAttributes: [...o.of] } : {}),
  };
}

const valued = (what: string): ScimObject[] => [
  attribute('value', what),
  attribute('type', 'work, home or other'),
  attribute('primary', 'Whether it is the main one', { type: 'boolean' }),
];

const definitions: readonly { id: string; name: string; description: string; attributes: ScimValue[] }[] = [
  {
    id: coreUser,
    name: 'User',
    description: 'A person',
    attributes: [
      attribute('userName', 'What the person signs in with', { required: true, unique: true }),
      attribute('externalId', 'What the client knows the person by', { exact: true }),
      attribute('name', 'The parts of the name', {
        of: [
          attribute('formatted', 'The whole name'),
          attribute('familyName', 'The family name'),
          attribute('givenName', 'The given name'),
        ],
      }),
      attribute('displayName', 'The name as it is shown'),
      attribute('title', 'What the person does'),
      attribute('preferredLanguage', 'de or en'),
      attribute('active', 'false: the person has left', { type: 'boolean' }),
      attribute('emails', 'Mail addresses', { many: true, of: valued('The address') }),
      attribute('phoneNumbers', 'Telephone numbers', { many: true, of: valued('The number') }),
      attribute('addresses', 'Where the person works', {
        many: true,
        of: ['formatted', 'streetAddress', 'locality', 'type'].map((name) => attribute(name, `The address: ${name}`)),
      }),
      attribute('groups', 'Groups that the person is in', {
        many: true,
        readOnly: true,
        of: [
          attribute('value', 'Id of the group', { readOnly: true }),
          attribute('display', 'Its name', { readOnly: true }),
        ],
      }),
    ],
  },
  {
    id: coreGroup,
    name: 'Group',
    description: 'People together',
    attributes: [
      attribute('displayName', 'The name', { required: true }),
      attribute('externalId', 'What the client knows the group by', { exact: true }),
      attribute('members', 'Who is in it', {
        many: true,
        of: [attribute('value', 'Id of the user'), attribute('display', 'The name', { readOnly: true })],
      }),
    ],
  },
  {
    id: enterpriseUser,
    name: 'EnterpriseUser',
    description: 'Where the person works',
    attributes: [
      attribute('organization', 'Key or name of the organisation'),
      attribute('department', 'The same, where organization says nothing'),
      attribute('manager', 'Who leads the person', { of: [attribute('value', 'Id of the user')] }),
    ],
  },
];

export function schemas(base: string): ScimObject[] {
  return definitions.map(({ id, name, description, attributes }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name,
    description,
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }));
}
