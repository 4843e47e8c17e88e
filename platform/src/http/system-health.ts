import { DomainError, isPlatformAdministrator } from '@landescloud/kernel';
import { Type, type Static } from 'typebox';
import { requireActor } from './actor.ts';
import type { HttpPlugin } from './http-types.ts';

const Bytes = Type.Integer({ minimum: 0 });
const Time = Type.Integer({ description: 'Milliseconds since 1970' });
const Nullable = Type.Null();

export const SystemHealth = Type.Object({
  version: Type.String(),
  startedAt: Time,
  database: Type.Object({
    version: Type.String(),
    bytes: Bytes,
    freeBytes: Type.Union([Bytes, Nullable], { description: 'On its disk; null: it runs elsewhere' }),
  }),
  blobs: Type.Object({
    totalBytes: Type.Union([Bytes, Nullable]),
    freeBytes: Type.Union([Bytes, Nullable], { description: 'null: not a local folder' }),
  }),
  jobs: Type.Object({
    waiting: Type.Integer({ description: 'Due and not begun' }),
    later: Type.Integer({ description: 'To be done at a time to come' }),
    retried: Type.Integer({ description: 'Failed, will be tried again' }),
    failed: Type.Integer({ description: 'Failed for good' }),
  }),
  audit: Type.Union(
    [
      Type.Object({
        verifiedAt: Time,
        entries: Type.Integer(),
        faults: Type.Integer({ description: 'Places where the log is not what it was' }),
      }),
      Nullable,
    ],
    { description: 'The last look through the whole audit log; null: there was none yet' },
  ),
  scanner: Type.Object(
    {
      trouble: Type.Union(
        [
          Type.Literal('not-configured'),
          Type.Literal('away'),
          Type.Literal('no-signatures'),
          Type.Literal('silent-limits'),
          Nullable,
        ],
        { description: 'Why uploads cannot be scanned; null: they can' },
      ),
      version: Type.Union([Type.String(), Nullable]),
      signaturesAt: Type.Union([Time, Nullable], { description: 'null: it does not say' }),
      maxBytes: Type.Union([Bytes, Nullable], { description: 'Larger files are not scannable' }),
    },
    { description: 'The scanner of uploads' },
  ),
  certificate: Type.Union([
    Type.Object({
      host: Type.String(),
      validUntil: Type.Union([Time, Nullable], { description: 'null: the address could not be reached' }),
    }),
    Nullable,
  ]),
});

/** How the system is, for those who look after it. */
export type SystemHealth = Static<typeof SystemHealth>;

/** GET /api/v1/health, for platform administrators: Forbidden `http.not_allowed` for everybody else. */
export function systemHealthRoutes(read: () => Promise<SystemHealth>): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/health',
      { schema: { summary: 'How the system is', tags: ['system'], response: { 200: SystemHealth } } },
      async (request) => {
        if (!isPlatformAdministrator(requireActor(request))) {
          throw new DomainError('Forbidden', 'http.not_allowed', 'Only who administers the platform may see this.');
        }
        return read();
      },
    );
  };
}
