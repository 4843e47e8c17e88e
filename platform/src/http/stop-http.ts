import type { Http } from './http-types.ts';

/**
 * Stops accepting, lets running requests end, and after `graceMs` cuts what is left. Long answers without an end (live
 * updates) must end themselves in a `preClose` hook.
 */
export async function stopHttp(http: Http, graceMs = 30_000): Promise<void> {
  const idle = setInterval(() => http.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => http.server.closeAllConnections(), graceMs);
  try {
    await http.close();
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}
