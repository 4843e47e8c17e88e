import type { Recipient } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import { parseMailAddress } from '@landescloud/platform/mail';
import type { MailLanguage } from '@landescloud/platform/mail';
import { distinctNames, plainName } from './folder-names.ts';
import { recordRequest, type RequestDeps } from './request-deps.ts';
import { requestInvalid, requestNotAllowed, requestOutsideNotAllowed } from './request-errors.ts';
import { requestWriter } from './request-writer.ts';
import { createRequestToken } from './request-token.ts';
import { tellAsked } from './tell-recipients.ts';

export interface NewRequest {
  /** Where the request gets a folder of its own. */
  readonly folderId: number;
  readonly title: string;
  readonly message?: string;
  readonly dueAt: number;
  readonly remindDays?: number | null;
  readonly items: readonly { readonly name: string; readonly required: boolean }[];
  readonly recipients: readonly AskedRecipient[];
}

export type AskedRecipient =
  | { readonly login: string }
  | { readonly name: string; readonly address: string; readonly language?: MailLanguage };

interface Asked {
  readonly person: Recipient | null;
  readonly name: string;
  readonly address: string | null;
  readonly language: MailLanguage;
}

const mostItems = 50;
const mostRecipients = 200;
const longestDays = 3 * 366;
const day = 24 * 3_600_000;

/** One step: the folder, the right to add to it, and the mails. */
export function makeRequest(deps: RequestDeps) {
  const { db, clock, files, recipients: directory, rule, secrets } = deps;

  async function asked(actor: PersonActor, all: readonly AskedRecipient[], organisationId: number): Promise<Asked[]> {
    const logins = all.flatMap((each) => ('login' in each ? [each.login] : []));
    const found = await directory.choose(
      actor,
      [...new Set(logins)].map((key) => ({ kind: 'person' as const, key })),
    );
    const byLogin = new Map(found.map((person) => [person.key, person]));
    const outside = all.some((each) => 'address' in each);
    if (outside && (await rule(organisationId, 'sharing.outside')) !== 'allowed') throw requestOutsideNotAllowed();
    const list = all.map((each): Asked => {
      if ('login' in each) {
        const person = byLogin.get(each.login);
        if (person === undefined) throw requestInvalid('recipients', `There is nobody called ${each.login}.`);
        return { person, name: person.name, address: null, language: 'de' };
      }
      const address = parseMailAddress(each.address);
      if (address === null) throw requestInvalid('recipients', 'This is no mail address.');
      const name = text('recipients', each.name, 200);
      return { person: null, name, address, language: each.language ?? 'de' };
    });
    const keys = list.map(({ person, address }) => person?.key ?? address?.toLowerCase());
    if (new Set(keys).size !== keys.length) throw requestInvalid('recipients', 'Everybody is asked once.');
    return list;
  }

  return async (actor: PersonActor, input: NewRequest): Promise<number> => {
    if (actor.role === 'guest') throw requestNotAllowed();
    const now = clock.now();
    const title = text('title', input.title, 200);
    const message = checkedMessage(input.message ?? '');
    const { dueAt, remindDays = null, items } = input;
    requireDue(dueAt, now);
    if (items.length === 0 || items.length > mostItems)
      throw requestInvalid('items', `1 to ${mostItems} are possible.`);
    if (input.recipients.length === 0 || input.recipients.length > mostRecipients)
      throw requestInvalid('recipients', `1 to ${mostRecipients} are possible.`);
    const named = items.map(({ name, required }) => ({ name: text('items', name, 200), required }));
    const folders = distinctNames(
      named.map(({ name }) => name),
      'Datei',
    );
    const parent = await files.nodes.get(actor, { id: input.folderId });
    const place = await files.grants.place(parent.id);
    const all = await asked(actor, input.recipients, place?.organisationId ?? actor.organisationId);
    const name = plainName(title) || 'Anforderung';
    const folder = await files.nodes.createFolder(actor, { parentId: parent.id, name }, { onConflict: 'rename' });
    const { organisationId } = actor;
    try {
      return await db.transaction(async (tx) => {
        const row = { askerId: actor.personId, organisationId, folder, title, message, dueAt, remindDays, madeAt: now };
        const id = await requestWriter.insert(tx, row);
        await requestWriter.insertItems(
          tx,
          id,
          named.map((item, index) => ({ ...item, folderName: folders[index] ?? '' })),
        );
        const grantees: number[] = [];
        for (const { person, name: who, address, language } of all) {
          const granteeId = await files.grants.newLinkGrantee(tx);
          const { token, ...kept } = createRequestToken(secrets, -granteeId);
          const recipient = { id: -granteeId, personId: person?.id ?? null, address, language, sentAt: now };
          await requestWriter.insertRecipient(tx, id, { ...recipient, name: person === null ? who : '', ...kept });
          grantees.push(granteeId);
          await tellAsked(
            deps,
            tx,
            actor,
            { ...recipient, name: who, token },
            { id, title, message, dueAt, items: named },
          );
        }
        await files.grants.share(
          tx,
          folder.id,
          grantees.map((granteeId) => ({ granteeId, roles: ['uploader'] as const })),
        );
        const data = { title, folderId: folder.id, recipients: all.length, items: items.length };
        await recordRequest(deps, tx, actor, { type: 'sharing.request_made', id, organisationId, data });
        return id;
      });
    } catch (error) {
      await files.nodes.remove(actor, { id: folder.id }).catch(() => {});
      throw error;
    }
  };
}

/** Throws Invalid `sharing.request_invalid`. */
export function checkedMessage(message: string): string {
  return text('message', message, 4_000, 0);
}

export function requireDue(dueAt: number, now: number): void {
  if (dueAt <= now || dueAt > now + longestDays * day) throw requestInvalid('dueAt', 'It is due within three years.');
}

function text(field: string, value: string, longest: number, shortest = 1): string {
  const trimmed = value.trim();
  if (trimmed.length < shortest || trimmed.length > longest || trimmed.includes('\0'))
    throw requestInvalid(field, `Between ${shortest} and ${longest} characters are possible.`);
  return trimmed;
}
