import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { Language, Me, Theme } from './schemas.ts';

const Settings = Type.Object(
  { language: Type.Optional(Language), theme: Type.Optional(Theme) },
  { additionalProperties: false },
);
const tags = ['me'];

export function meRoutes({ me }: Directory): HttpPlugin {
  return (http) => {
    http.get('/api/v1/me', { schema: { summary: 'Oneself', tags, response: { 200: Me } } }, async (request) =>
      me.get(requireActor(request)),
    );

    http.patch(
      '/api/v1/me',
      { schema: { summary: 'How the product looks to oneself', tags, body: Settings, response: { 200: Me } } },
      async (request) => me.update(requireSession(request).actor, request.body),
    );
  };
}
