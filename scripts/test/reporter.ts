import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

/** One finished test, as a line of JSON: what run-group.ts reads. */
export interface TestLine {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly file: string;
  readonly name: string;
  readonly seconds: number;
  /** Why it failed or was skipped. */
  readonly reason: string;
}

type Finished = EventData.TestPass | EventData.TestFail;

/** A node:test reporter that keeps whole names ("suite > test") and leaves suites themselves out of the counts. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names = new Map<string, string[]>();
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      const path = (names.get(data.file ?? '') ?? []).slice(0, data.nesting);
      names.set(data.file ?? '', [...path, data.name]);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const passed = type === 'test:pass';
    // A suite that failed did so by its tests, unless a hook did: that would otherwise not be counted.
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    if (data.details.type === 'suite' && !isSkipped && (passed || isByChildren(data))) continue;
    // A file without tests is reported as one that passed.
    if (passed && data.name === data.file) continue;
    const path = (names.get(data.file ?? '') ?? []).slice(0, data.nesting);
    const line: TestLine = {
      outcome: isSkipped ? 'skipped' : passed ? 'passed' : 'failed',
      file: data.file ?? '',
      name: [...path, data.name].join(' > '),
      seconds: data.details.duration_ms / 1000,
      reason: reasonOf(data, passed),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function isByChildren(data: Finished): boolean {
  return 'error' in data.details && /subtest/.test(data.details.error.message);
}

function reasonOf(data: Finished, passed: boolean): string {
  if (data.skip !== undefined) return typeof data.skip === 'string' ? data.skip : '';
  if (data.todo !== undefined) return typeof data.todo === 'string' ? data.todo : 'to do';
  if (passed || !('error' in data.details)) return '';
  const { error } = data.details;
  return textOf(error.cause ?? error);
}

/**
 * What a test threw, and what broke again while it was cleared away: the second often tells why.
 * The runner sends errors between processes, so a `SuppressedError` comes as a plain one with its fields.
 */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('suppressed' in error && 'error' in error) return `${textOf(error.suppressed)}\nand then: ${textOf(error.error)}`;
  return error.stack ?? error.message;
}
