/** What a failed request means; `code` is stable and documented in docs/errors.md. Status 0: the server was not reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** The whole problem document. */
  readonly problem: Readonly<Record<string, unknown>>;
  /** What belongs to the code, such as limits and the field that is wrong. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    const title = text(problem['title']) ?? `HTTP ${status}`;
    super(title);
    this.status = status;
    this.code = text(problem['code']) ?? (status === 0 ? 'web.unreachable' : `http.${status}`);
    this.title = title;
    this.detail = text(problem['detail']);
    this.problem = problem;
    const details = problem['details'];
    this.details = typeof details === 'object' && details !== null ? { ...details } : {};
  }
}

/** The code of an error that may come from anywhere, '' when it is none of ours. */
export function errorCode(error: unknown): string {
  return error instanceof ApiError ? error.code : '';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
