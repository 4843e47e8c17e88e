import { button, field, h, icon, type IconName } from './dom.ts';
import { problemText } from './problem-text.ts';
import { words } from './words.ts';

/** The page's heading; it gets the focus when the view changes, so that screen readers begin there. */
export function heading(text: string): HTMLElement {
  return h('h1', { tabindex: -1 }, text);
}

/** Something to be said instead of a page. */
export function notice(name: IconName, title: string, text: string, ...more: Node[]): HTMLElement {
  return h(
    'section',
    { class: 'notice' },
    h('span', { class: 'tile' }, icon(name)),
    heading(title),
    h('p', {}, text),
    ...more,
  );
}

export function problemLine(): { readonly element: HTMLElement; say(error: unknown): void } {
  const element = h('p', { class: 'problem', role: 'alert' });
  return {
    element,
    say(error) {
      element.textContent = error === null ? '' : problemText(error);
    },
  };
}

interface FormInput {
  readonly fields: readonly HTMLElement[];
  readonly action: string;
  readonly submit: (values: Record<string, string>) => Promise<void>;
}

/** A form whose button waits for the answer, and which says what was wrong. */
export function form({ fields, action, submit }: FormInput): HTMLFormElement {
  const problem = problemLine();
  const send = h('button', { type: 'submit', class: 'button main' }, action);
  const element = h('form', {}, ...fields, problem.element, send);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    problem.say(null);
    const values = Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, String(value)]));
    submit(values)
      .catch((error: unknown) => {
        problem.say(error);
        element.querySelector<HTMLInputElement>('input')?.focus();
      })
      .finally(() => {
        send.disabled = false;
      });
  });
  return element;
}

/** A dialog of the browser's own: it keeps the focus, and Escape closes it. */
export function openDialog(title: string, ...content: Node[]): HTMLDialogElement {
  const dialog = h(
    'dialog',
    { 'aria-label': title },
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', {}, title),
      button('', () => dialog.close(), { icon: 'close', kind: 'quiet', label: words().close }),
    ),
    ...content,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function askName(title: string, action: string, before: string, submit: (name: string) => Promise<void>): void {
  const input = field({ label: words().name, name: 'name', value: before, required: true, maxlength: 255 });
  const dialog: HTMLDialogElement = openDialog(
    title,
    form({
      fields: [input],
      action,
      submit: async ({ name = '' }) => {
        await submit(name);
        dialog.close();
      },
    }),
  );
  input.querySelector('input')?.select();
}
