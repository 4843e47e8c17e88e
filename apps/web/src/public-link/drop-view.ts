import type { DroppedTree } from '../features/files/domain/drop-tree.ts';
import { pickers, takeDrops } from './choose-files.ts';
import { button, field, h, icon } from './dom.ts';
import { momentText, sizeText } from './format.ts';
import { nodeFacts, nodeTile } from './node-tile.ts';
import { transferPanel } from './transfer-panel.ts';
import type { UploadList } from './upload-list.ts';
import { form, heading, problemLine } from './views.ts';
import { visitApi, type Delivery, type Listing, type Submitted } from './visit-api.ts';
import { currentLanguage, words } from './words.ts';

export interface Sender {
  readonly name: string;
  readonly organisation: string;
  readonly address: string;
  readonly message: string;
}

export interface DropScene {
  sender: Sender | null;
  /** Null until something is sent. */
  delivery: Delivery | null;
  arrived: Listing | null;
  submitted: Submitted | null;
  unreadable: number;
  readonly uploads: UploadList;
  render(): void;
  reload(): Promise<void>;
}

/** Who sends something, then what, then that it is handed in. */
export function dropView(scene: DropScene): HTMLElement {
  if (scene.submitted !== null) return submittedView(scene, scene.submitted);
  return scene.sender === null && scene.delivery === null ? senderView(scene) : sendingView(scene);
}

function senderView(scene: DropScene): HTMLElement {
  const w = words();
  const optional = (label: string) => `${label} (${w.optional})`;
  return h(
    'section',
    {},
    h('h2', {}, w.who),
    form({
      fields: [
        field({ label: w.yourName, name: 'name', required: true, maxlength: 100, autocomplete: 'name' }),
        field({
          label: optional(w.yourOrganisation),
          name: 'organisation',
          maxlength: 100,
          autocomplete: 'organization',
        }),
        field({
          label: optional(w.yourAddress),
          name: 'address',
          type: 'email',
          maxlength: 254,
          autocomplete: 'email',
        }),
        field({ label: optional(w.message), name: 'message', maxlength: 2000, long: true }),
      ],
      action: w.next,
      submit: ({ name = '', organisation = '', address = '', message = '' }) => {
        scene.sender = { name, organisation, address, message };
        scene.render();
        return Promise.resolve();
      },
    }),
  );
}

function sendingView(scene: DropScene): HTMLElement {
  const w = words();
  const { uploads, arrived } = scene;
  const problem = problemLine();
  const who = scene.delivery ?? scene.sender;
  const sender = [who?.name, who?.organisation].filter(Boolean).join(', ');

  const add = (tree: DroppedTree): void => {
    const begin = async () => {
      scene.delivery ??= await visitApi.begin({ ...scene.sender, language: currentLanguage() });
      scene.unreadable = tree.unreadable.length;
      uploads.add(tree, null);
    };
    problem.say(null);
    begin().catch(problem.say);
  };
  const zone = h(
    'div',
    { class: 'zone' },
    h('span', { class: 'tile hue-blue' }, icon('upload')),
    h('p', { class: 'drag' }, w.dropHere),
    h('div', { class: 'tools' }, ...pickers(add)),
  );
  takeDrops(zone, add);

  const submit = button(
    w.submit,
    () => {
      submit.disabled = true;
      submit.textContent = w.submitting;
      visitApi.submit().then(
        (submitted) => {
          uploads.clear();
          scene.submitted = submitted;
          Object.assign(scene, { delivery: null, arrived: null });
          scene.render();
        },
        (error: unknown) => {
          submit.disabled = false;
          submit.textContent = w.submit;
          problem.say(error);
        },
      );
    },
    { kind: 'main', disabled: uploads.isBusy || (arrived?.items.length ?? 0) === 0 },
  );
  submit.id = 'submit';
  return h(
    'section',
    { class: 'drop' },
    h('h2', {}, w.sender(sender)),
    uploads.unfinished > 0 && uploads.items.length === 0
      ? h('p', { class: 'note' }, w.unfinished(uploads.unfinished))
      : null,
    zone,
    scene.unreadable > 0 ? h('p', { class: 'problem' }, w.unreadable(scene.unreadable)) : null,
    transferPanel(uploads),
    arrivedList(scene, problem.say),
    problem.element,
    h('div', { class: 'submit' }, submit, h('p', { class: 'hint' }, w.submitHint)),
  );
}

function arrivedList({ arrived, uploads, reload }: DropScene, say: (error: unknown) => void): HTMLElement | null {
  const w = words();
  if (arrived === null || arrived.items.length === 0) return null;
  const remove = async (id: number) => {
    await visitApi.remove(id);
    for (const item of uploads.items.filter(({ state }) => state === 'done')) uploads.remove(item);
    await reload();
  };
  return h(
    'div',
    { class: 'arrived' },
    h('h2', {}, w.arrived),
    h(
      'ul',
      { class: 'list' },
      ...arrived.items.map((node) =>
        h(
          'li',
          {},
          h(
            'div',
            { class: 'row' },
            nodeTile(node),
            h(
              'span',
              { class: 'texts' },
              h('span', { class: 'name' }, node.name),
              h('span', { class: 'facts' }, nodeFacts(node)),
            ),
          ),
          button('', () => void remove(node.id).catch(say), {
            icon: 'trash',
            kind: 'quiet',
            label: w.deleteOf(node.name),
          }),
        ),
      ),
    ),
  );
}

function submittedView(scene: DropScene, submitted: Submitted): HTMLElement {
  const w = words();
  const again = () => {
    scene.submitted = null;
    scene.render();
  };
  return h(
    'section',
    { class: 'notice' },
    h('span', { class: 'tile hue-green' }, icon('check')),
    heading(w.submittedTitle),
    h(
      'p',
      {},
      w.submittedAt(
        momentText(submitted.submittedAt ?? Date.now()),
        submitted.files,
        sizeText(submitted.bytes),
        submitted.number,
      ),
    ),
    submitted.address === null ? null : h('p', {}, w.submittedMail(submitted.address)),
    h('p', {}, h('a', { class: 'button plain', href: `/r/${submitted.receipt}` }, w.receipt)),
    button(w.again, again),
  );
}
