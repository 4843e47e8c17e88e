import type { Http } from './http-types.ts';

/** Something without which requests cannot be served, such as the database. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

const patience = 2000;

/** /healthz: the process answers. /readyz: it can serve; 503 and the name of what is missing else. */
export function addHealth(http: Http, checks: readonly ReadinessCheck[]): void {
  let stopping = false;
  http.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  const options = { schema: { hide: true } };
  http.get(
    '/healthz',
    options,
    (_request, reply) => void reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  http.get('/readyz', options, async (_request, reply) => {
    const missing = stopping
      ? ['stopping']
      : (await Promise.all(checks.map(missingName))).filter((name) => name !== null);
    const status = missing.length === 0 ? 'ready' : 'not ready';
    return reply
      .code(missing.length === 0 ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status, missing });
  });
}

async function missingName({ name, check }: ReadinessCheck): Promise<string | null> {
  const tooLate = Promise.withResolvers<string | null>();
  const timer = setTimeout(() => tooLate.resolve(name), patience);
  const checked = check().then(
    () => null,
    () => name,
  );
  return Promise.race([checked, tooLate.promise]).finally(() => clearTimeout(timer));
}
