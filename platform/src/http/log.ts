import { pino } from 'pino';

/** Structured log lines. Fields carry no personal content: no logins, names, paths of files, queries, addresses of people. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** JSON lines on standard error; standard output is for what a person at the terminal should read. */
export function createLog(options: {
  level: 'error' | 'warn' | 'info' | 'debug';
  write?: (line: string) => void;
}): Log {
  const destination = options.write === undefined ? pino.destination({ fd: 2, sync: true }) : { write: options.write };
  return pino({ level: options.level, base: { pid: process.pid }, serializers: { err: describeError } }, destination);
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Database errors carry rows in `detail` and `where`: only what names no content is kept. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.name, message: error.message, code, stack: error.stack, cause };
}
