import type { LinkActor, PersonActor } from '@landescloud/kernel';
import { plainName } from './folder-names.ts';
import { recordRequest, type RequestDeps } from './request-deps.ts';
import { partEmpty, partMissing, requestClosed, requestNotFound } from './request-errors.ts';
import { requestReader, type PartRow, type RecipientRow, type RequestRow } from './request-reader.ts';
import { hashSecret } from '../links/link-token.ts';
import { openReceipt, openRequestToken, sealReceipt } from './request-token.ts';
import type { RequestVisit } from './request-view.ts';
import { requestWriter } from './request-writer.ts';

/** What who is asked does, by the token in their mail. NotFound `sharing.request_not_found`, Conflict `sharing.request_closed`. */
export interface RequestVisits {
  look(token: string): Promise<RequestVisit>;
  /** A folder to put files in, theirs until they submit it; the open one where there is one. */
  begin(token: string): Promise<RequestVisit>;
  /** Who acts on files within it, its root. Conflict `sharing.request_nothing_begun`. */
  actor(token: string): Promise<LinkActor>;
  removeFile(token: string, nodeId: number): Promise<RequestVisit>;
  /** It is handed over. `receipt` opens the receipt. Conflict `sharing.request_part_empty`. */
  submit(token: string): Promise<{ readonly visit: RequestVisit; readonly receipt: string }>;
  /** Nothing more is to come; or after all. */
  setDone(token: string, done: boolean): Promise<RequestVisit>;
  /** Who asks; null where there is no such request. */
  organisationOf(token: string): Promise<number | null>;
  /** A person's own way to what they are asked for. */
  tokenFor(actor: PersonActor, recipientId: number): Promise<string>;
}

interface Visit {
  readonly request: RequestRow;
  readonly recipient: RecipientRow;
}

/** Of each part. */
const filesShown = 200;

export function requestVisits(deps: RequestDeps): RequestVisits {
  const { db, clock, files, handovers, secrets } = deps;
  /** A page that asks twice at once gets one. */
  const beginning = new Map<number, Promise<void>>();

  async function visit(token: string): Promise<Visit> {
    const recipient = await requestReader.recipientByToken(db, hashSecret(token));
    const request = recipient === undefined ? undefined : await requestReader.byId(db, recipient.requestId);
    if (recipient === undefined || request === undefined) throw requestNotFound();
    return { recipient, request };
  }

  async function openVisit(token: string): Promise<Visit> {
    const found = await visit(token);
    // who asked may be gone: then nobody waits for it
    if (found.request.closedAt !== null || found.request.askerId === null) throw requestClosed();
    return found;
  }

  function actorOf({ request, recipient }: Visit, id: number): LinkActor {
    const { askerId, organisationId } = request;
    const name = recipient.who.name;
    return { kind: 'link', granteeId: -id, makerId: askerId ?? 0, organisationId, name, client: 'browser' };
  }

  async function make(found: Visit): Promise<void> {
    const { request, recipient } = found;
    if ((await requestReader.openPart(db, recipient.id)) !== undefined) return;
    const now = clock.now();
    const on = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(now);
    const name = `${on} ${plainName(recipient.who.name)}`.trim();
    const parent = request.folder.id;
    const by = actorOf(found, recipient.id);
    const folder = await files.nodes.createFolder(by, { parentId: parent, name }, { onConflict: 'rename' });
    await db.transaction(async (tx) => {
      const granteeId = await files.grants.newLinkGrantee(tx);
      const part = { id: -granteeId, recipientId: recipient.id, folderId: folder.id, folderName: folder.name, at: now };
      if (!(await requestWriter.insertPart(tx, part))) return;
      await files.grants.share(tx, folder.id, [{ granteeId, roles: ['editor'] }]);
      if (recipient.doneAt !== null) await requestWriter.noteDone(tx, recipient.id, null);
    });
  }

  async function current(found: Visit): Promise<PartRow> {
    const part = await requestReader.openPart(db, found.recipient.id);
    if (part === undefined) throw partMissing();
    return part;
  }

  async function shown({ request, recipient }: Visit): Promise<RequestVisit> {
    const [items, part, own, [names]] = await Promise.all([
      requestReader.items(db, request.id),
      requestReader.openPart(db, recipient.id),
      requestReader.ownParts(db, recipient.id, filesShown),
      db.query<{ name: string }>('select name from directory.organisation where id = $1', [request.organisationId]),
    ]);
    const stored = part === undefined ? [] : await files.contents.stored(part.folderId, 10_000);
    const { title, message, dueAt, closedAt } = request;
    return {
      title,
      message,
      organisation: names?.name ?? '',
      asker: request.asker?.name ?? '',
      name: recipient.who.name,
      language: recipient.language,
      dueAt,
      closedAt,
      doneAt: recipient.doneAt,
      items: items.map(({ id, name, required, folderName }) => {
        return { id, name, required, folderName, came: recipient.came.includes(id) };
      }),
      parts: own.map(({ id, receiptSealed, ...kept }) => ({
        ...kept,
        receipt: openReceipt(secrets, id, receiptSealed),
      })),
      open:
        part === undefined || closedAt !== null
          ? null
          : {
              folderId: part.folderId,
              files: stored.map(({ nodeId, path, size }) => ({ id: nodeId, path, size })),
            },
    };
  }

  return {
    async look(token) {
      const found = await visit(token);
      if (found.recipient.openedAt === null) await requestWriter.noteOpened(db, found.recipient.id, clock.now());
      return shown(found);
    },
    async begin(token) {
      const found = await openVisit(token);
      const key = found.recipient.id;
      const running = beginning.get(key) ?? make(found).finally(() => beginning.delete(key));
      beginning.set(key, running);
      await running;
      return shown(await visit(token));
    },
    async actor(token) {
      const found = await openVisit(token);
      return actorOf(found, (await current(found)).id);
    },
    async removeFile(token, nodeId) {
      const found = await openVisit(token);
      await files.nodes.remove(actorOf(found, (await current(found)).id), { id: nodeId });
      return shown(await visit(token));
    },
    async submit(token) {
      const found = await openVisit(token);
      const { request, recipient } = found;
      const part = await current(found);
      if ((await files.contents.stored(part.folderId, 1)).length === 0) throw partEmpty();
      const actor = actorOf(found, part.id);
      const receipt = await db.transaction(async (tx) => {
        if (!(await requestWriter.submitPart(tx, part.id, clock.now()))) throw partMissing();
        await files.grants.share(tx, part.folderId, [{ granteeId: -part.id, roles: [] }]);
        const { personId, address, language } = recipient;
        const handover = await handovers.receive(tx, actor, {
          way: 'request',
          node: { id: part.folderId, name: part.folderName },
          ownerId: request.askerId ?? 0,
          organisationId: request.organisationId,
          title: request.title,
          sender: { name: recipient.who.name, address, language, ...(personId === null ? {} : { personId }) },
        });
        await requestWriter.linkPart(tx, part.id, handover.id, sealReceipt(secrets, part.id, handover.token));
        const data = { recipientId: recipient.id, handoverId: handover.id };
        const { id, organisationId } = request;
        await recordRequest(deps, tx, actor, { type: 'sharing.request_answered', id, organisationId, data });
        return handover.token;
      });
      return { visit: await shown(await visit(token)), receipt };
    },
    async setDone(token, done) {
      const { recipient } = await openVisit(token);
      await requestWriter.noteDone(db, recipient.id, done ? clock.now() : null);
      return shown(await visit(token));
    },
    organisationOf: (token) => requestReader.organisationByToken(db, hashSecret(token)),
    async tokenFor(actor, recipientId) {
      const recipient = Number.isSafeInteger(recipientId) ? await requestReader.recipient(db, recipientId) : undefined;
      if (recipient?.personId !== actor.personId) throw requestNotFound();
      return openRequestToken(secrets, recipient.id, recipient.tokenSealed);
    },
  };
}
