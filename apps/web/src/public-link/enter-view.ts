import { button, field, h } from './dom.ts';
import { form, notice } from './views.ts';
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
}

/** Kept here, so that another language does not ask for another code. */
let asked: Asked | null = null;

export function codeView(opened: Opened, again: () => void): HTMLElement {
  const w = words();
  if (asked === null) {
    const input = field({ label: w.address, name: 'address', type: 'email', required: true, autocomplete: 'email' });
    const ask = form({
      fields: [input],
      action: w.sendCode,
      submit: async ({ address = '' }) => {
        asked = { ...(await visitApi.askCode(address)), address };
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
    submit: async ({ code }) => opened(await visitApi.enter({ challenge, code })),
  });
  const other = button(
    w.otherAddress,
    () => {
      asked = null;
      again();
    },
    { kind: 'quiet' },
  );
  return notice('lock', w.codeTitle, w.codeSent(address), enter, h('p', {}, other));
}
