/** What went wrong: `code` is the server's, or 'network'. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly seconds: number;

  constructor(code: string, status: number, seconds = 0) {
    super(code);
    this.code = code;
    this.status = status;
    this.seconds = seconds;
  }
}

const rooms = { s: 'public/links', q: 'public/requests', r: 'receipts', e: 'public/invitations' } as const;
const [, letter = 's', token = ''] = /^\/([sqre])\/([^/?#]+)/.exec(location.pathname) ?? [];
export const kind = letter as keyof typeof rooms;
/** What the address of this page opens. */
export const base = `/api/v1/${rooms[kind]}/${token}`;

export function problemOf(status: number, text: string, retryAfter: string | null): Problem {
  let code = `http.${status}`;
  try {
    const body = JSON.parse(text) as { code?: unknown };
    if (typeof body.code === 'string') code = body.code;
  } catch {
    // not from our server: a proxy's own page
  }
  return new Problem(code, status, Number(retryAfter ?? 0));
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(base + path, init).catch(() => {
    throw new Problem('network', 0);
  });
  const text = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, text, answer.headers.get('retry-after'));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
