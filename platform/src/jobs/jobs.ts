import { EventEmitter, once } from 'node:events';
import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker';
import type { CronItem, Runner, RunnerOptions, TaskList, WorkerEvents } from 'graphile-worker';
import type { Database, Log, Queryable } from '../database/index.ts';
import { silent, statement } from '../database/index.ts';
import { releaseAbandoned, workerName } from './abandoned-jobs.ts';

export type JobHandler<P> = (payload: P, helpers: JobHelpers) => Promise<void>;

export interface JobHelpers {
  /** Aborted when the process stops and the job has not ended within 5 s. */
  readonly signal: AbortSignal;
}

export interface EnqueueOptions {
  /** A waiting job of the same name and key is replaced, not joined by a second. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

export interface Jobs {
  /**
   * Before start. Done at least once: a handler that throws is called again later, at growing intervals, up to
   * `maxAttempts` times (default 25); one whose process died is called again within seconds.
   */
  define<P>(name: string, handler: JobHandler<P>, o?: { readonly maxAttempts?: number }): void;
  /** Before start. `pattern` as in crontab(5), in UTC; one process runs it, with an empty payload but for `_cron`. */
  cron(pattern: string, name: string): void;
  enqueue(tx: Queryable, name: string, payload: object, o?: EnqueueOptions): Promise<void>;
  /** Makes the tables that `enqueue` needs; `start` and the first `enqueue` do so, too. */
  prepare(): Promise<void>;
  start(): Promise<void>;
  /** Running jobs may end; what waits stays for the next start. */
  stop(): Promise<void>;
}

const concurrency = 2;
const lookForAbandoned = 5_000;
const restartAfter = 500;
const firstLook = 3_000;
const daily = /^\d+ \d+ /;
const day = 24 * 3_600_000;

const addJob = statement(
  'jobs.add',
  `select 1 from jobs.add_job($1, payload := $2::json, job_key := $3, run_at := $4, max_attempts := $5)`,
);

/** Jobs by graphile-worker, in the PostgreSQL schema `jobs`. */
export function createJobs(db: Database, log: Log = silent): Jobs {
  const tasks: TaskList = {};
  const attempts = new Map<string, number>();
  const crons: CronItem[] = [];
  let prepared: Promise<void> | null = null;
  let stopCurrent: (() => Promise<void>) | null = null;
  let wanted = false;
  let restart: NodeJS.Timeout | null = null;

  async function prepareOnce(): Promise<void> {
    const pgPool = db.openPool(1);
    try {
      await runMigrations({ ...common(pgPool, log), concurrency: 1 });
    } finally {
      await pgPool.end();
    }
  }

  function prepare(): Promise<void> {
    prepared ??= prepareOnce().catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    return prepared;
  }

  async function startRunner(): Promise<void> {
    // graphile-worker takes having nothing to do for a mistake.
    if (Object.keys(tasks).length === 0) return;
    const pgPool = db.openPool(concurrency + 2);
    const events: WorkerEvents = new EventEmitter();
    let release: () => Promise<void> = async () => {};
    // The pool's id is what its jobs are locked by: as long as we live it is held, so that others leave them alone.
    events.on('pool:create', ({ workerPool }) => (release = db.hold(workerName(workerPool.id), () => {})));
    const look = () => void releaseAbandoned(db, log).catch(() => {});
    const looking = setInterval(look, lookForAbandoned);
    // It keeps a failure of its very first look at the database for ever: then it must be started anew.
    let deaf: NodeJS.Timeout | null = null;
    const hears = once(events, 'localQueue:getJobs:complete');
    const end = async () => {
      clearInterval(looking);
      if (deaf !== null) clearTimeout(deaf);
      await release();
      await pgPool.end();
    };
    let runner: Runner;
    try {
      runner = await run({ ...common(pgPool, log), events, taskList: tasks, parsedCronItems: parseCronItems(crons) });
    } catch (error) {
      await end();
      throw error;
    }
    let ending: Promise<void> | null = null;
    const stop = () => (ending ??= runner.stop().then(end, end));
    stopCurrent = stop;
    const ended = () => {
      if (ending !== null) return;
      log.warn({}, 'the job runner has ended, starting it again');
      void stop().finally(startAgain);
    };
    runner.promise.then(ended, ended);
    deaf = setTimeout(() => void stop().finally(startAgain), firstLook);
    void hears.then(() => clearTimeout(deaf ?? undefined));
    look();
  }

  function startAgain(): void {
    if (!wanted) return;
    restart = setTimeout(() => void startRunner().catch(startAgain), restartAfter);
  }

  return {
    define<P>(name: string, handler: JobHandler<P>, o?: { readonly maxAttempts?: number }) {
      tasks[name] = (payload, { abortSignal }) => handler(payload as P, { signal: abortSignal });
      if (o?.maxAttempts !== undefined) attempts.set(name, o.maxAttempts);
    },
    cron(pattern, name) {
      const options = { jobKey: `cron ${name}`, ...(daily.test(pattern) ? { backfillPeriod: day } : {}) };
      crons.push({ match: pattern, task: name, identifier: `${name} ${pattern}`, options });
    },
    async enqueue(tx, name, payload, o) {
      await prepare();
      const key = o?.key === undefined ? null : `${name} ${o.key}`;
      const maxAttempts = o?.maxAttempts ?? attempts.get(name) ?? null;
      await tx.query(addJob, [name, JSON.stringify(payload), key, o?.runAt ?? null, maxAttempts]);
    },
    prepare,
    async start() {
      await prepare();
      wanted = true;
      await startRunner();
    },
    async stop() {
      wanted = false;
      if (restart !== null) clearTimeout(restart);
      const stop = stopCurrent;
      stopCurrent = null;
      await stop?.();
    },
  };
}

function common(pgPool: ReturnType<Database['openPool']>, log: Log): RunnerOptions {
  return {
    pgPool,
    schema: 'jobs',
    noHandleSignals: true,
    concurrency,
    logger: workerLogger(log),
    // With batches a failure to note a job's end is tried again; without, it would end the process.
    preset: { worker: { localQueue: { size: concurrency * 2 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({}, message);
    else if (level === 'warning') log.warn({}, message);
  });
}
