import { callbackPath, requireSession, requireStepUp } from '@landescloud/platform/auth';
import { publicUrl } from '@landescloud/platform/http';
import type { HttpPlugin, HttpRequest } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { ProviderSettings } from '../providers/provider-settings.ts';
import type { Providers, ProviderView } from '../providers/providers.ts';
import { ByKey, Key, Name, OrganisationRef } from './schemas.ts';

const closed = { additionalProperties: false };
const Text = Type.String();
const Issuer = Type.String({ minLength: 1, maxLength: 500 });
const Settings = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown());
const changeable = {
  secret: Type.Optional(Type.Union([Type.String({ maxLength: 1000 }), Type.Null()])),
  domains: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 })),
  settings: Type.Optional(Settings),
  enabled: Type.Optional(Type.Boolean()),
};
const ClientId = Type.String({ minLength: 1, maxLength: 255 });
const New = Type.Object({ key: Key, name: Name, issuer: Issuer, clientId: ClientId, ...changeable }, closed);
const Update = Type.Object(
  { name: Type.Optional(Name), issuer: Type.Optional(Issuer), clientId: Type.Optional(ClientId), ...changeable },
  closed,
);
const Test = Type.Object({ issuer: Type.Optional(Issuer) }, closed);
const Provider = Type.Object({
  key: Text,
  name: Text,
  organisation: OrganisationRef,
  issuer: Text,
  clientId: Text,
  hasSecret: Type.Boolean(),
  domains: Type.Array(Text),
  settings: ProviderSettings,
  enabled: Type.Boolean(),
  createdAt: Type.Integer(),
  people: Type.Integer({ description: 'How many it has signed in' }),
  callback: Type.String({ description: 'Redirect URI to register with it' }),
  logout: Type.String({ description: 'Back-channel logout URI to register with it' }),
});
const OrNull = Type.Union([Text, Type.Null()]);
const Discovered = Type.Object({
  issuer: Text,
  authorizationEndpoint: OrNull,
  tokenEndpoint: OrNull,
  backChannelLogout: Type.Boolean(),
  claims: Type.Array(Text),
  acrValues: Type.Array(Text),
});
const ByProvider = Type.Object({ ...ByKey.properties, provider: Key });
const tags = ['providers'];

/** Organisations' own providers of sign-in, for whoever administers the organisation, in the browser. */
export function providerRoutes(providers: Providers): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/organisations/:key/providers',
      {
        schema: {
          summary: 'The organisation’s providers of sign-in',
          tags,
          params: ByKey,
          response: { 200: Type.Object({ items: Type.Array(Provider) }) },
        },
      },
      async (request) => {
        const items = await providers.list(requireSession(request).actor, request.params.key);
        return { items: items.map((item) => withAddresses(request, item)) };
      },
    );

    http.post(
      '/api/v1/organisations/:key/providers',
      { schema: { summary: 'Add a provider', tags, params: ByKey, body: New, response: { 201: Provider } } },
      async (request, reply) => {
        const added = await providers.add(requireStepUp(request).actor, request.params.key, request.body);
        return reply.code(201).send(withAddresses(request, added));
      },
    );

    http.patch(
      '/api/v1/organisations/:key/providers/:provider',
      { schema: { summary: 'Change a provider', tags, params: ByProvider, body: Update, response: { 200: Provider } } },
      async (request) => {
        const { key, provider } = request.params;
        return withAddresses(
          request,
          await providers.update(requireStepUp(request).actor, key, provider, request.body),
        );
      },
    );

    http.delete(
      '/api/v1/organisations/:key/providers/:provider',
      {
        schema: {
          summary: 'Remove a provider; whom it signed in is signed out',
          tags,
          params: ByProvider,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { key, provider } = request.params;
        await providers.remove(requireStepUp(request).actor, key, provider);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/organisations/:key/providers/:provider/test',
      {
        config: { perAddressAndMinute: 60 },
        schema: {
          summary: 'How the provider describes itself; another address can be tried',
          tags,
          params: ByProvider,
          body: Test,
          response: { 200: Discovered },
        },
      },
      async (request) => {
        const { key, provider } = request.params;
        const found = await providers.test(requireStepUp(request).actor, key, provider, request.body.issuer);
        return { ...found, claims: [...found.claims], acrValues: [...found.acrValues] };
      },
    );
  };
}

function withAddresses(request: HttpRequest, view: ProviderView) {
  const callback = publicUrl(request) + callbackPath(view.key);
  return { ...view, domains: [...view.domains], callback, logout: callback.replace(/callback$/, 'logout') };
}
