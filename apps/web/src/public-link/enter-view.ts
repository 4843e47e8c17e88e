import { button, field, h } from './dom.ts';
import { form, notice, problemLine } from './views.ts';
import { base, Problem } from './public-api.ts';
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
  /** Null: that of who the mail went to. */
  readonly address: string | null;
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

/** What stood behind the address in the mail: whose mail it was. Nobody who looks at the screen has to see it. */
const keyForm = /^#k=([\w-]{22})$/;
let key = takeKey();

function takeKey(): string | null {
  const found = keyForm.exec(location.hash)?.[1];
  if (found !== undefined) history.replaceState(history.state, '', location.pathname);
  const name = `${storageKey} key`;
  try {
    if (found !== undefined) sessionStorage.setItem(name, found);
    return found ?? sessionStorage.getItem(name);
  } catch {
    return found ?? null;
  }
}

async function ask(who: { readonly address: string } | { readonly key: string }): Promise<void> {
  keepAsked({ ...(await visitApi.askCode(who)), address: 'address' in who ? who.address : null });
}

export function codeView(opened: Opened, again: () => void): HTMLElement {
  if (asked !== null) return codeForm(asked, opened, again);
  return key === null ? addressForm(again) : fromMailForm(key, again);
}

function addressForm(again: () => void): HTMLElement {
  const w = words();
  const input = field({ label: w.address, name: 'address', type: 'email', required: true, autocomplete: 'email' });
  const send = form({
    fields: [input],
    action: w.sendCode,
    submit: async ({ address = '' }) => {
      await ask({ address });
      again();
    },
  });
  return notice('lock', w.codeTitle, w.codeText, send);
}

/** Who came from the mail with the link need not say which address is theirs. */
function fromMailForm(mine: string, again: () => void): HTMLElement {
  const w = words();
  const other = () => {
    key = null;
    again();
  };
  const send = form({
    fields: [],
    action: w.sendCode,
    submit: async () => {
      await ask({ key: mine }).catch((error: unknown) => {
        // not a recipient any more: then any address may be tried
        if (!(error instanceof Problem) || error.code !== 'sharing.link_not_found') throw error;
        key = null;
      });
      again();
    },
  });
  return notice('lock', w.codeTitle, w.codeByKey, send, h('p', {}, button(w.otherAddress, other, { kind: 'quiet' })));
}

function codeForm({ challenge, address }: Asked, opened: Opened, again: () => void): HTMLElement {
  const w = words();
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
  const problem = problemLine();
  const once = button(
    w.codeAgain,
    () => {
      once.disabled = true;
      const who = address === null && key !== null ? { key } : { address: address ?? '' };
      ask(who).then(again, (error: unknown) => {
        once.disabled = false;
        problem.say(error);
      });
    },
    { kind: 'quiet' },
  );
  const other = button(
    w.otherAddress,
    () => {
      keepAsked(null);
      key = null;
      again();
    },
    { kind: 'quiet' },
  );
  const text = address === null ? w.codeSentByKey : w.codeSent(address);
  const ways = h('p', { class: 'ways' }, once, other);
  return notice('lock', w.codeTitle, text, enter, h('p', { class: 'hint' }, w.codeLate), problem.element, ways);
}
