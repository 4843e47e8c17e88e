import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker';
import type { Runner, RunnerOptions, TaskList } from 'graphile-worker';
import type { Database, Log, Queryable } from '../database/index.ts';
import { silent, statement } from '../database/index.ts';

export type JobHandler<P> = (payload: P, helpers: { readonly signal: AbortSignal }) => Promise<void>;

export interface Jobs {
  /** Before start. A handler that throws is called again later, up to `maxAttempts` times (default 25) at growing intervals. */
  define<P>(name: string, handler: JobHandler<P>, o?: { maxAttempts?: number }): void;
  /** `pattern` as in crontab(5), in UTC; one process runs it. */
  cron(pattern: string, name: string): void;
  /** With `key` a waiting job of that key is replaced, not joined by a second. */
  enqueue(tx: Queryable, name: string, payload: object, o?: EnqueueOptions): Promise<void>;
  /** Makes the tables that `enqueue` needs; `start` and the first `enqueue` do so, too. */
  prepare(): Promise<void>;
  start(): Promise<void>;
  /** Lets running jobs end; after 5 s their signal is aborted. */
  stop(): Promise<void>;
}

export interface EnqueueOptions {
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

const schema = 'jobs';
const concurrency = 2;

const addJob = statement(
  'jobs.add',
  `select 1 from jobs.add_job($1, payload := $2::json, job_key := $3, run_at := $4, max_attempts := $5)`,
);

export function createJobs(db: Database, log: Log = silent): Jobs {
  const handlers = new Map<string, { handler: JobHandler<never>; maxAttempts: number }>();
  const crons: { match: string; task: string }[] = [];
  let runner: Runner | null = null;
  let pool: ReturnType<Database['openPool']> | null = null;
  let prepared: Promise<void> | null = null;

  function options(max: number): RunnerOptions {
    pool = db.openPool(max);
    return {
      pgPool: pool,
      schema,
      noHandleSignals: true,
      concurrency,
      logger: workerLogger(log),
      preset: { worker: { localQueue: { size: 4 } } },
    };
  }

  async function prepareOnce(): Promise<void> {
    const o = options(1);
    try {
      await runMigrations(o);
    } finally {
      await o.pgPool?.end();
    }
  }

  function prepare(): Promise<void> {
    prepared ??= prepareOnce().catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    return prepared;
  }

  return {
    define(name, handler, o) {
      handlers.set(name, { handler: handler as JobHandler<never>, maxAttempts: o?.maxAttempts ?? 25 });
    },
    cron(pattern, name) {
      crons.push({ match: pattern, task: name });
    },
    async enqueue(tx, name, payload, o) {
      await prepare();
      const maxAttempts = o?.maxAttempts ?? handlers.get(name)?.maxAttempts ?? null;
      await tx.query(addJob, [name, JSON.stringify(payload), o?.key ?? null, o?.runAt ?? null, maxAttempts]);
    },
    prepare,
    async start() {
      await prepare();
      const taskList: TaskList = {};
      for (const [name, { handler }] of handlers) {
        taskList[name] = (payload, helpers) => handler(payload as never, { signal: helpers.abortSignal });
      }
      runner = await run({ ...options(4), taskList, parsedCronItems: parseCronItems(crons) });
    },
    async stop() {
      await runner?.stop();
      runner = null;
      await pool?.end();
    },
  };
}

function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({}, message);
    else if (level === 'warning') log.warn({}, message);
  });
}
