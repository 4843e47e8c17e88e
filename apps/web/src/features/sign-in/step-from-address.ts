import type { SignInStep } from '../../session/sign-in-step.ts';
import { fromBase64Url } from '../../session/base64url.ts';

/** The step that a sign-in elsewhere still waits for stands behind #. */
export function stepInAddress(): SignInStep | null {
  const [, encoded] = /^#step=([\w-]+)$/.exec(location.hash) ?? [];
  if (encoded === undefined) return null;
  try {
    const step: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(encoded)));
    return isStep(step) ? step : null;
  } catch {
    return null;
  }
}

/** Once it is on the page; before, a page that is begun twice would not find it again. */
export function clearStepInAddress(): void {
  if (location.hash.startsWith('#step=')) history.replaceState(history.state, '', location.pathname + location.search);
}

function isStep(value: unknown): value is SignInStep {
  if (typeof value !== 'object' || value === null) return false;
  const { token, kind, methods } = value as Readonly<Record<string, unknown>>;
  return typeof token === 'string' && (kind === 'enrol' || kind === 'second-factor') && Array.isArray(methods);
}
