import { createDeviceTokens } from '@landescloud/platform/auth';
import { isDomainError, type ClientKind, type LinkActor } from '@landescloud/kernel';
import type { NodeView } from '@landescloud/files';
import { addressKey } from '@landescloud/platform/http';
import type { LinksDeps } from '../link-deps.ts';
import { linkEnded, linkLocked, linkNotFound, wrongLinkCode, wrongLinkPassword } from '../link-errors.ts';
import { recordOf } from '../link-events.ts';
import { allows, MANAGE } from '../../roles.ts';
import { granteeOf, hasEnded, type LinkRecord } from '../link-record.ts';
import { linkStore } from '../link-store.ts';
import { createSecret, hashSecret } from '../link-token.ts';
import { createRecipientKeys } from '../recipient-keys.ts';
import { createVisitCodes, type AskedCode, type VisitCodes } from './visit-codes.ts';
import { findLinkVisit, insertLinkVisit, noteDownloads, touchVisit, type VisitRecord } from './visit-store.ts';
import { createVisitThrottle } from './visit-throttle.ts';

/** Somebody who came by a link and may be here. */
export interface LinkVisit {
  readonly link: LinkRecord;
  readonly record: VisitRecord;
  /** What the link leads to, as its visitors may see it. */
  readonly node: NodeView;
  readonly actor: LinkActor;
}

/** Where a request comes from, and from which browser. */
export type Comer = Pick<Shown, 'network' | 'device'>;

/** What somebody shows who wants in. */
export interface Shown {
  /** Of a visit that was begun before. */
  readonly secret?: string | undefined;
  readonly password?: string | undefined;
  readonly challenge?: string | undefined;
  readonly code?: string | undefined;
  /** What a browser keeps that was in before. */
  readonly device?: string | undefined;
  /** Where the request comes from. */
  readonly network: string;
}

export type Entered =
  /** `device` is for the browser to keep; null where it has one. */
  | { readonly state: 'open'; readonly visit: LinkVisit; readonly secret: string; readonly device: string | null }
  | { readonly state: 'password' | 'code' | 'ended' };

export interface Visitors {
  /**
   * Who has the address is told whether it asks for something, or has ended. NotFound `sharing.link_not_found`, Forbidden
   * `sharing.link_wrong_password`, `sharing.link_wrong_code`, LimitExceeded.
   */
  enter(token: string, shown: Shown): Promise<Entered>;
  /** Whose code it is to be: the address as typed, or the key of the mail that the link came with. */
  askCode(
    token: string,
    asked: { readonly address: string } | { readonly key: string },
    who: Comer,
  ): Promise<AskedCode>;
  /** NotFound `sharing.link_not_found`, `sharing.link_ended`, NotSignedIn `sharing.link_locked`. */
  visit(token: string, secret: string | undefined, network: string): Promise<LinkVisit>;
  /** For programs, which show the password with each request: it is hashed at the first. */
  basic(token: string, password: string, network: string): Promise<LinkVisit>;
  /** A content goes out. Once a visit and file. Forbidden `sharing.downloads_used_up`. */
  noteDownload(visit: LinkVisit, node: { readonly id: number; readonly name: string }): Promise<void>;
  /** Whose it is, whether or not it still opens anything; null where there is none. */
  organisationOf(token: string): Promise<number | null>;
  readonly codes: VisitCodes;
}

/** As device tokens know a link. */
const deviceName = (id: number): string => `link ${id}`;

export const visitLifeMs = 12 * 3_600_000;
/** A visit that goes on is written down at most so often. */
const touchEveryMs = 60_000;

export function createVisitors(deps: LinksDeps): Visitors {
  const { db, clock, files, hasher, secrets } = deps;
  const codes = createVisitCodes(deps);
  const keys = createRecipientKeys(secrets);
  const throttle = createVisitThrottle(clock);
  const devices = createDeviceTokens(secrets, clock);
  const record = recordOf(deps);

  async function known(token: string, network: string): Promise<LinkRecord> {
    const link = await linkStore.byToken(db, token);
    if (link !== undefined) return link;
    throttle.missed(network);
    throw linkNotFound();
  }

  function actorOf(link: LinkRecord, visit: VisitRecord): LinkActor {
    const { makerId, organisationId } = link;
    const client: ClientKind = visit.way === 'dav' ? 'dav' : 'browser';
    return { kind: 'link', granteeId: granteeOf(link), makerId, organisationId, name: visit.address ?? '', client };
  }

  /** Null where what it leads to is gone, or is not its maker's to share any more. */
  async function opened(link: LinkRecord, visit: VisitRecord): Promise<LinkVisit | null> {
    const actor = actorOf(link, visit);
    if (!(await isManaged(link))) return null;
    try {
      return { link, record: visit, actor, node: await files.nodes.get(actor, { path: [] }) };
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return null;
      throw error;
    }
  }

  async function isManaged({ nodeId, makerId }: LinkRecord): Promise<boolean> {
    const held = (await files.grants.of(nodeId)).filter(({ granteeId }) => granteeId === makerId);
    return allows(
      held.reduce((rights, grant) => rights | grant.rights, 0),
      MANAGE,
    );
  }

  async function goOn(link: LinkRecord, secret: string | undefined): Promise<VisitRecord | undefined> {
    if (secret === undefined) return undefined;
    const now = clock.now();
    const visit = await findLinkVisit(db, link.id, hashSecret(secret), now);
    if (visit && now - visit.lastAt > touchEveryMs) await touchVisit(db, visit.id, now, now + visitLifeMs);
    return visit;
  }

  async function begin(link: LinkRecord, secret: string, way: 'page' | 'dav', address: string | null) {
    const at = clock.now();
    return db.transaction(async (tx) => {
      const made = { linkId: link.id, tokenHash: hashSecret(secret), way, address, at, endsAt: at + visitLifeMs };
      const visit = await insertLinkVisit(tx, made);
      await record(tx, actorOf(link, visit), 'link_opened', link, { visitId: visit.id, way });
      return visit;
    });
  }

  /** Whose mail address was proven, null where none is asked for; what is still asked for where nothing was shown. */
  function deviceOf({ id }: LinkRecord, { device }: Comer): string | undefined {
    return devices.recognise(device, deviceName(id));
  }

  async function prove(link: LinkRecord, shown: Shown): Promise<{ address: string | null } | 'password' | 'code'> {
    if (link.recipients.length > 0) {
      const { challenge, code } = shown;
      if (challenge === undefined || code === undefined) return 'code';
      let address: string | null = null;
      const check = async () => (address = await codes.show(link, challenge, code)) !== null;
      const who = { network: shown.network, device: deviceOf(link, shown) };
      if (!(await throttle.guarded(link.id, who, check))) throw wrongLinkCode();
      return { address };
    }
    const { passwordHash } = link;
    if (passwordHash === null) return { address: null };
    const { password } = shown;
    if (password === undefined) return 'password';
    const who = { network: shown.network, device: deviceOf(link, shown), guessable: true };
    const isRight = await throttle.guarded(link.id, who, (turn) => hasher.verify(password, passwordHash, turn));
    if (!isRight) throw wrongLinkPassword();
    return { address: null };
  }

  return {
    codes,

    async enter(token, shown) {
      const link = await known(token, shown.network);
      if (hasEnded(link, clock.now())) return { state: 'ended' };
      const going = await goOn(link, shown.secret);
      const proven = going === undefined ? await prove(link, shown) : { address: going.address };
      if (typeof proven === 'string') return { state: proven };
      const secret = (going && shown.secret) ?? createSecret();
      const record = going ?? (await begin(link, secret, 'page', proven.address));
      const visit = await opened(link, record);
      if (visit === null) return { state: 'ended' };
      const device = deviceOf(link, shown) === undefined ? devices.make(deviceName(link.id)) : null;
      return { state: 'open', visit, secret, device };
    },

    async askCode(token, asked, comer) {
      const { network } = comer;
      const link = await known(token, network);
      if (hasEnded(link, clock.now())) throw linkEnded();
      if ('key' in asked) {
        const address = keys.addressOf(link, asked.key);
        if (address === null) throw linkNotFound();
        throttle.asked(link.id, { network, device: asked.key });
        return codes.ask(link, { address, way: 'invited', who: '' });
      }
      const device = deviceOf(link, comer);
      throttle.asked(link.id, { network, device });
      const way = device === undefined ? 'open' : 'known';
      return codes.ask(link, { address: asked.address, way, who: device ?? addressKey(network) });
    },

    async visit(token, secret, network) {
      const link = await known(token, network);
      if (hasEnded(link, clock.now())) throw linkEnded();
      const record = await goOn(link, secret);
      if (record === undefined) throw linkLocked();
      const visit = await opened(link, record);
      if (visit === null) throw linkEnded();
      return visit;
    },

    async basic(token, password, network) {
      const link = await known(token, network);
      if (hasEnded(link, clock.now())) throw linkEnded();
      // What nobody without the key of the server can make: that it is there says that the password was right.
      const about = [link.id, link.passwordHash ?? '', password, addressKey(network)].join('\0');
      const secret = secrets.mac('sharing.dav-visit', about).toString('base64url');
      let record = await goOn(link, secret);
      if (record === undefined) {
        // programs ask without one first: that is no guess
        const proven = await prove(link, password === '' ? { network } : { password, network });
        if (typeof proven === 'string') throw linkLocked();
        record = await begin(link, secret, 'dav', null);
      }
      const visit = await opened(link, record);
      if (visit === null) throw linkEnded();
      return visit;
    },

    organisationOf: async (token) => (await linkStore.byToken(db, token))?.organisationId ?? null,

    async noteDownload({ link, record: visit, actor }, { id, name }) {
      const data = { visitId: visit.id, fileId: id };
      await noteDownloads(db, visit, { id, name }, clock.now(), (tx) =>
        record(tx, actor, 'link_downloaded', link, data),
      );
    },
  };
}
