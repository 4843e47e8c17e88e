import type { Actor, PersonActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { NodePlace, NodeView } from '@landescloud/files';
import { replyTo } from '../reply-to.ts';
import { mayNotShare } from '../errors.ts';
import { type Page, pageOfNodes, type Window } from '../page-of-nodes.ts';
import { closeDeliveriesOf } from './deliveries/close-deliveries.ts';
import { closeLink } from './end-links.ts';
import { handOut } from './hand-out.ts';
import type { LinksDeps } from './link-deps.ts';
import { linkNotFound, linksNotAllowed, nodeNotFound, tooManyLinks } from './link-errors.ts';
import { recordOf } from './link-events.ts';
import {
  checkedEnd,
  checkedPassword,
  chosen,
  requirePossible,
  requireProtection,
  type LinkChoice,
  type LinkInput,
} from './link-input.ts';
import { recipientMail } from './link-mails.ts';
import { granteeOf, hasEnded, type LinkKind, type LinkRecord } from './link-record.ts';
import { linkRules, type LinkRules } from './link-rules.ts';
import { linkStore } from './link-store.ts';
import { createLinkToken } from './link-token.ts';
import { createRecipientKeys } from './recipient-keys.ts';
import { linkView, type LinksOfNode, type LinkView, type OwnLink } from './link-view.ts';
import { endVisits, readUse, type LinkUse } from './visits/visit-store.ts';

/** For whoever may share what it leads to. */
export interface ManageLinks {
  /** NotFound `files.node_not_found`, Forbidden `sharing.not_allowed`. */
  list(actor: Actor, nodeId: number): Promise<LinksOfNode>;
  /** What the actor made, newest first. */
  mine(actor: Actor): Promise<LinkView[]>;
  /** The same in pages, without those to what they reach no more or what lies in the trash. */
  page(actor: Actor, window: Window): Promise<Page<OwnLink>>;
  /**
   * Forbidden `sharing.links_not_allowed`, Invalid `sharing.link_invalid`, `sharing.link_needs_password`,
   * `sharing.link_too_long`, `sharing.link_kind_wrong`, LimitExceeded `sharing.too_many_links`.
   */
  make(actor: Actor, nodeId: number, input: LinkInput): Promise<LinkView>;
  /** NotFound `sharing.link_not_found`; as `make`. Another password, or other recipients, end every visit. */
  change(actor: Actor, id: number, input: LinkInput): Promise<LinkView>;
  /** At once, with what is running. Twice is no error. */
  withdraw(actor: Actor, id: number): Promise<void>;
  /** Who came by it, and what they fetched or handed in; newest first. */
  use(actor: Actor, id: number): Promise<LinkUse>;
}

const mostLinks = 100;
const day = 24 * 3_600_000;

interface Place {
  readonly actor: PersonActor;
  readonly place: NodePlace;
  readonly rules: LinkRules;
}

export function manageLinks(deps: LinksDeps): ManageLinks {
  const { db, clock, files, people, secrets, hasher } = deps;
  const keys = createRecipientKeys(secrets);
  const record = recordOf(deps);

  /** Whoever may share what lies there; what they may not see looks absent. */
  async function placeOf(actor: Actor, nodeId: number): Promise<Place> {
    const node = await files.grants.node(actor, nodeId);
    const place = await files.grants.place(nodeId);
    if (place === null) throw nodeNotFound();
    if (actor.kind !== 'person' || !mayShare(node, place)) throw mayNotShare();
    return { actor, place, rules: await linkRules(deps.rule, [place.organisationId, actor.organisationId]) };
  }

  async function ownLink(actor: Actor, id: number): Promise<Place & { readonly link: LinkRecord }> {
    const link = await linkStore.byId(db, id);
    if (link === undefined || link.withdrawnAt !== null) throw linkNotFound();
    const place = await placeOf(actor, link.nodeId).catch(() => {
      throw linkNotFound();
    });
    return { ...place, link };
  }

  function tokenOf(link: LinkRecord): string {
    return secrets.open(link.tokenSealed, `sharing.link ${link.id}`).toString();
  }

  function addressOf(token: string): string {
    return deps.link(`/s/${token}`);
  }

  async function views(links: readonly LinkRecord[]): Promise<LinkView[]> {
    const makers = await people.byIds(links.map(({ makerId }) => makerId));
    const now = clock.now();
    return links.map((link) => {
      const maker = makers.get(link.makerId);
      return linkView(link, {
        address: addressOf(tokenOf(link)),
        maker: maker === undefined ? null : { login: maker.login, name: maker.name },
        now,
      });
    });
  }

  async function viewOf(id: number): Promise<LinkView> {
    const [view] = await views([(await linkStore.byId(db, id)) as LinkRecord]);
    return view as LinkView;
  }

  async function tell(
    tx: Queryable,
    { actor, place }: Place,
    link: LinkChoice & { readonly id: number },
    token: string,
    addresses: readonly string[],
  ): Promise<void> {
    const maker = await people.byId(actor.personId);
    const answers = addresses.length === 0 ? {} : await replyTo(deps, actor.personId);
    for (const to of addresses) {
      const about = {
        name: place.name,
        from: actor.name,
        organisation: maker?.organisation.name ?? '',
        address: `${addressOf(token)}#k=${keys.make(link.id, to)}`,
      };
      const text = recipientMail({ ...about, kind: link.kind, message: link.message, endsAt: link.endsAt });
      const mailId = await deps.mail.send(tx, { ...text, ...answers, to, organisationId: actor.organisationId });
      await linkStore.noteMail(tx, link.id, to, mailId);
    }
  }

  return {
    async list(actor, nodeId) {
      const { rules } = await placeOf(actor, nodeId);
      return { items: await views(await linkStore.ofNode(db, nodeId)), rules };
    },

    async mine(actor) {
      return actor.kind === 'person' ? views(await linkStore.ofMaker(db, actor.personId)) : [];
    },

    async page(actor, window) {
      if (actor.kind !== 'person') return { items: [], next: null };
      const read = (before: number | null) => linkStore.pageOfMaker(db, actor.personId, before, window.limit);
      const by = { nodeId: (row: LinkRecord) => row.nodeId, position: (row: LinkRecord) => row.id };
      const { found, next } = await pageOfNodes(files, actor, window, read, by);
      const shown = await views(found.map(({ row }) => row));
      const items = found.flatMap(({ row: { visitCount }, node: { id, name, kind } }, at): OwnLink[] => {
        const view = shown[at];
        return view === undefined ? [] : [{ ...view, visitCount, node: { id, name, kind } }];
      });
      return { items, next };
    },

    async make(actor, nodeId, input) {
      const place = await placeOf(actor, nodeId);
      const { rules } = place;
      if (!rules.allowed || place.actor.role === 'guest') throw linksNotAllowed();
      const now = clock.now();
      const usual = { ...usualChoice(input.kind ?? 'viewer'), endsAt: now + rules.defaultDays * day };
      const choice = chosen(input, usual);
      requirePossible(choice.kind, place.place);
      const endsAt = checkedEnd(choice.endsAt, rules, now);
      const password = typeof input.password === 'string' ? checkedPassword(input.password) : null;
      requireProtection(rules, password !== null || choice.recipients.length > 0);
      if ((await linkStore.ofNode(db, nodeId)).length >= mostLinks) throw tooManyLinks(mostLinks);
      const passwordHash = password === null ? null : await hasher.hash(password);
      const token = createLinkToken();
      const id = await db.transaction(async (tx) => {
        const made = -(await files.grants.newLinkGrantee(tx));
        const tokenSealed = secrets.seal(Buffer.from(token), `sharing.link ${made}`);
        const { personId: makerId, organisationId } = place.actor;
        const facts = { id: made, nodeId, token, tokenSealed, passwordHash, makerId, organisationId, madeAt: now };
        await linkStore.insert(tx, { ...choice, ...facts, endsAt });
        await linkStore.setRecipients(tx, made, choice.recipients);
        await record(
          tx,
          actor,
          'link_made',
          { id: made, nodeId, organisationId },
          describe({ ...choice, endsAt }, password !== null),
        );
        await files.grants.share(tx, nodeId, [{ granteeId: granteeOf({ id: made }), roles: [choice.kind] }]);
        await tell(tx, place, { ...choice, endsAt, id: made }, token, choice.recipients);
        return made;
      });
      if (choice.kind !== 'uploader') await handOut(deps, place.actor, { id, nodeId, ...choice });
      return viewOf(id);
    },

    async change(actor, id, input) {
      const { link, ...place } = await ownLink(actor, id);
      const { rules } = place;
      if (!rules.allowed) throw linksNotAllowed();
      const now = clock.now();
      const choice = chosen(input, link);
      requirePossible(choice.kind, place.place);
      // A link made under looser rules keeps its end until somebody chooses another.
      const endsAt = input.endsAt === undefined ? link.endsAt : checkedEnd(input.endsAt, rules, now);
      const passwordHash =
        input.password === undefined
          ? link.passwordHash
          : input.password === null
            ? null
            : await hasher.hash(checkedPassword(input.password));
      requireProtection(rules, passwordHash !== null || choice.recipients.length > 0);
      const added = choice.recipients.filter((address) => !link.recipients.includes(address));
      const removed = link.recipients.some((address) => !choice.recipients.includes(address));
      await db.transaction(async (tx) => {
        await linkStore.update(tx, { ...link, ...choice, endsAt, passwordHash });
        await linkStore.setRecipients(tx, id, choice.recipients);
        if (passwordHash !== link.passwordHash || removed || (added.length > 0 && link.recipients.length === 0))
          await endVisits(tx, id, now);
        await record(tx, actor, 'link_changed', link, describe({ ...choice, endsAt }, passwordHash !== null));
        if (!hasEnded({ endsAt, withdrawnAt: null }, now))
          await files.grants.share(tx, link.nodeId, [{ granteeId: granteeOf(link), roles: [choice.kind] }]);
        await tell(tx, place, { ...choice, endsAt, id }, tokenOf(link), added);
      });
      return viewOf(id);
    },

    async withdraw(actor, id) {
      const { link } = await ownLink(actor, id);
      await db.transaction(async (tx) => {
        if (!(await linkStore.withdraw(tx, id, clock.now()))) return;
        await endVisits(tx, id, clock.now());
        await record(tx, actor, 'link_withdrawn', link);
        await closeLink(deps, tx, link);
      });
      await closeDeliveriesOf(deps, id);
    },

    async use(actor, id) {
      await ownLink(actor, id);
      const mails = await linkStore.mails(db, id);
      const states = await deps.mail.states(mails.flatMap(({ mailId }) => mailId ?? []));
      const told = mails.map(({ address, mailId }) => ({
        address,
        mail: (mailId !== null && states.get(mailId)) || null,
      }));
      return { ...(await readUse(db, id)), told };
    },
  };
}

/** Who manages it; nobody's personal space is opened as a whole. */
function mayShare(node: NodeView, place: NodePlace): boolean {
  return node.role === 'manager' && !(place.isRoot && place.spaceKind === 'personal');
}

function usualChoice(kind: LinkKind): LinkChoice {
  return { kind, viewOnly: false, name: '', message: '', endsAt: null, downloadLimit: null, recipients: [] };
}

function describe({ kind, viewOnly, endsAt, recipients }: LinkChoice, hasPassword: boolean) {
  return { kind, viewOnly, endsAt, hasPassword, recipients: recipients.length };
}
