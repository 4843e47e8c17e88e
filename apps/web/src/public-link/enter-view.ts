import { button, field, h } from './dom.ts';
import { form, notice } from './views.ts';
import { base } from './public-api.ts';
import { visitApi, type Entered } from './visit-api.ts';
import { words } from './words.ts';

type Opened = (entered: Entered) => void;

export function passwordView(opened: Opened): HTMLElement {
  const w = words();
  const input = field({ label: w.password, name: 'password', type: 'password', required: true, autocomplete: 'off' });
  const enter = form({
    fields: [input],
    action: w.open,
    submit: async ({ password }) => opened(await visitApi.enter({ password })),
  });
  return notice('lock', w.passwordTitle, w.passwordText, enter);
}

interface Asked {
  readonly challenge: string;
  readonly address: string;
  readonly endsAt: number;
}

const storageKey = `landescloud-code ${base}`;

/** Outlasts a reload: a phone drops the page while its person looks for the code in another app. */
let asked: Asked | null = readAsked();

function readAsked(): Asked | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Asked | null;
    return kept !== null && kept.endsAt > Date.now() ? kept : null;
  } catch {
    return null;
  }
}

function keepAsked(next: Asked | null): void {
  asked = next;
  try {
    if (next === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // a browser that keeps nothing asks for another code after a reload
  }
}

export function codeView(opened: Opened, again: () => void): HTMLElement {
  const w = words();
  if (asked === null) {
    const input = field({ label: w.address, name: 'address', type: 'email', required: true, autocomplete: 'email' });
    const ask = form({
      fields: [input],
      action: w.sendCode,
      submit: async ({ address = '' }) => {
        keepAsked({ ...(await visitApi.askCode(address)), address });
        again();
      },
    });
    return notice('lock', w.codeTitle, w.codeText, ask);
  }
  const { challenge, address } = asked;
  const input = field({
    label: w.code,
    name: 'code',
    required: true,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 12,
  });
  const enter = form({
    fields: [input],
    action: w.open,
    submit: async ({ code }) => {
      const entered = await visitApi.enter({ challenge, code });
      keepAsked(null);
      opened(entered);
    },
  });
  const other = button(
    w.otherAddress,
    () => {
      keepAsked(null);
      again();
    },
    { kind: 'quiet' },
  );
  return notice('lock', w.codeTitle, w.codeSent(address), enter, h('p', {}, other));
}
