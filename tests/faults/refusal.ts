import assert from 'node:assert/strict';
import type { Answer, Ask } from './ask.ts';

/** A request that must be refused. Without `status` any 4xx or 507 will do. */
export interface Bad extends Ask {
  /** Tells it from others of the same method and address. */
  readonly why: string;
  readonly status?: number | readonly number[];
  readonly code?: string;
}

/** A clear refusal: 4xx or 507, in the form of its protocol, with a stable code. */
export function assertRefused(bad: Bad, answer: Answer): void {
  const what = `${bad.method ?? 'GET'} ${bad.path.slice(0, 120)} (${bad.why}) -> ${answer.status} ${answer.text.slice(0, 300)}`;
  const { status } = bad;
  if (status === undefined) assert.ok((answer.status >= 400 && answer.status < 500) || answer.status === 507, what);
  else assert.ok([status].flat().includes(answer.status), `${what}; expected ${String(status)}`);
  if (bad.method === 'HEAD' || answer.status === 416) return;
  const code = answer.text.includes('<d:error') ? davCode(answer, what) : jsonCode(answer, what);
  if (bad.code !== undefined) assert.equal(code, bad.code, what);
}

function davCode(answer: Answer, what: string): string {
  assert.match(answer.headers['content-type'] ?? '', /^application\/xml/, what);
  assert.match(
    answer.text,
    /<d:error xmlns:d="DAV:"[^>]* xmlns:s="http:\/\/sabredav.org\/ns"[^>]*>.*<s:message>[^<]+<\/s:message>/s,
    what,
  );
  return /<s:exception>([^<]+)<\/s:exception>/.exec(answer.text)?.[1] ?? assert.fail(what);
}

function jsonCode(answer: Answer, what: string): string {
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, what);
  const problem = JSON.parse(answer.text) as { status: number; code: string; title: string };
  assert.equal(problem.status, answer.status, what);
  assert.match(problem.code, /^[a-z]+\.[a-z0-9_]+$/, what);
  assert.ok(problem.title.length > 0, what);
  return problem.code;
}
