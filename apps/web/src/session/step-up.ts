import { whenStepUpRequired } from '../api/api.ts';

export type StepUpMethod = 'password' | 'totp' | 'recovery-code' | 'passkey' | 'oidc' | 'mail-code';

/** What the server wants proven once more. */
export interface StepUpQuestion {
  readonly methods: readonly StepUpMethod[];
  /** The organisation's own provider, where it began the session and can prove it again. */
  readonly provider: { readonly key: string; readonly name: string } | null;
  /** Something stronger has to be set up first. */
  readonly mustEnrol: boolean;
  readonly answer: (proven: boolean) => void;
}

let question: StepUpQuestion | null = null;
let asking: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function set(next: StepUpQuestion | null): void {
  question = next;
  for (const listener of listeners) listener();
}

/** Requests that need the same at the same time wait for one answer. */
whenStepUpRequired((details) => {
  asking ??= new Promise<boolean>((resolve) => {
    const answer = (proven: boolean) => {
      asking = null;
      set(null);
      resolve(proven);
    };
    const { methods, enrol, provider, providerName } = details;
    const known = typeof provider === 'string' ? { key: provider, name: String(providerName) } : null;
    set({ methods: methodsOf(methods), provider: known, mustEnrol: enrol === true, answer });
  });
  return asking;
});

function methodsOf(value: unknown): StepUpMethod[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : [];
  return list.filter((method): method is StepUpMethod => method !== '');
}

export const stepUpStore = {
  get: () => question,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
