import { type Files, type NodeView, ocsSharePermissions, type OcsData } from '@landescloud/files';
import { DomainError, isDomainError, type PersonActor } from '@landescloud/kernel';
import { shareNotFound } from '../errors.ts';
import type { LinkView } from '../links/link-view.ts';
import type { Links } from '../links/links.ts';
import type { ShareView } from '../shares/share-views.ts';
import type { Sharing } from '../shares/sharing.ts';
import { endOf } from './expiration.ts';
import { flag, ocsId, type Parameters, pathOf, withholdsDownload } from './parameters.ts';
import { linkKindOf, permissionsOf, roleOfPermissions } from './permissions.ts';
import { type Placed, presentLink, presentShare, recipientOf, tagsOf } from './present-share.ts';

export interface OcsSharesDeps {
  readonly files: Files;
  readonly sharing: Sharing;
  readonly links: Links;
}

/** As many as a list has at most. */
const most = 1000;
const asked = 200;
const defaultPermissions = 31;
const downloadsBelong = 'Who may read this may also download it';

const ocsInvalid = (message: string) => new DomainError('Invalid', 'sharing.ocs_invalid', message);

/** Nextcloud's shares, made from ours: what clients list, make, change and end. */
export function ocsShares({ files, sharing, links }: OcsSharesDeps) {
  /** Where nodes are for the actor; each is looked up once. */
  function placing(actor: PersonActor) {
    let root: Promise<NodeView> | undefined;
    const known = new Map<number, Promise<Placed | null>>();
    async function look(id: number): Promise<Placed | null> {
      try {
        root ??= files.nodes.get(actor, { path: [] });
        const node = await files.grants.node(actor, id);
        const path = await files.nodes.pathOf(actor, id);
        const hasPreview = files.contents.hasPreview(node);
        return { node, path, rootId: (await root).id, hasPreview, itemPermissions: ocsSharePermissions(node) };
      } catch (error) {
        if (isDomainError(error, 'NotFound')) return null;
        throw error;
      }
    }
    return (id: number): Promise<Placed | null> => {
      const found = known.get(id) ?? look(id);
      known.set(id, found);
      return found;
    };
  }

  async function present(
    actor: PersonActor,
    found: {
      readonly shares: readonly ShareView[];
      readonly links?: readonly LinkView[];
      readonly received?: boolean;
      readonly parameters?: Parameters;
    },
  ): Promise<OcsData[]> {
    const place = placing(actor);
    const tags = found.parameters !== undefined && flag(found.parameters, 'include_tags') ? tagsOf : () => ({});
    const shown: OcsData[] = [];
    for (const share of found.shares) {
      const placed = await place(share.nodeId);
      if (placed !== null) shown.push({ ...presentShare(share, placed, found.received ?? false), ...tags(placed) });
    }
    for (const link of found.links ?? []) {
      const placed = link.ended ? null : await place(link.nodeId);
      if (placed !== null) shown.push({ ...presentLink(link, placed), ...tags(placed) });
    }
    return shown;
  }

  async function linksOf(actor: PersonActor, nodeId: number): Promise<readonly LinkView[]> {
    try {
      return (await links.list(actor, nodeId)).items;
    } catch (error) {
      if (isDomainError(error, 'Forbidden')) return [];
      throw error;
    }
  }

  async function receivedShares(actor: PersonActor): Promise<ShareView[]> {
    const shares: ShareView[] = [];
    let next: number | null | undefined;
    do {
      const window = { limit: asked, ...(typeof next === 'number' ? { before: next } : {}) };
      const page = await sharing.received(actor, window);
      shares.push(...page.items.map(({ share }) => share));
      next = page.next;
    } while (next !== null && shares.length < most);
    return shares;
  }

  async function list(actor: PersonActor, parameters: Parameters): Promise<OcsData[]> {
    const path = parameters.get('path');
    if (path === undefined) {
      if (flag(parameters, 'shared_with_me'))
        return present(actor, { shares: await receivedShares(actor), received: true, parameters });
      return present(actor, { shares: await sharing.made(actor), links: await links.mine(actor), parameters });
    }
    const node = await files.nodes.get(actor, { path: pathOf(path) });
    if (flag(parameters, 'shared_with_me')) {
      const shares = (await receivedShares(actor)).filter(({ nodeId }) => nodeId === node.id);
      return present(actor, { shares, received: true, parameters });
    }
    if (flag(parameters, 'subfiles')) {
      if (node.kind !== 'folder') throw ocsInvalid('Not a directory');
      const { children } = await files.nodes.list(actor, { path: pathOf(path) });
      const ids = new Set(children.map(({ id }) => id));
      const made = (await sharing.made(actor, [...ids])).filter(({ nodeId }) => ids.has(nodeId));
      const ofThem = (await links.mine(actor)).filter(({ nodeId }) => ids.has(nodeId));
      return present(actor, { shares: made, links: ofThem, parameters });
    }
    const { shares, manages } = await sharing.access(actor, node.id);
    const everybodys = manages && flag(parameters, 'reshares');
    const mine = (by: { readonly login: string } | null) => everybodys || by?.login === actor.login;
    return present(actor, {
      shares: shares.filter(({ sharedBy }) => mine(sharedBy)),
      links: (await linksOf(actor, node.id)).filter(({ maker }) => mine(maker)),
      parameters,
    });
  }

  async function link(actor: PersonActor, id: number): Promise<LinkView> {
    const found = (await links.mine(actor)).find((one) => one.id === id && !one.ended);
    if (found === undefined) throw shareNotFound();
    return found;
  }

  async function get(actor: PersonActor, text: string, parameters: Parameters): Promise<OcsData[]> {
    const id = ocsId.parse(text);
    if (id === null) throw shareNotFound();
    if (id.kind === 'link') return present(actor, { shares: [], links: [await link(actor, id.id)], parameters });
    const share = await sharing.get(actor, id.id);
    const received = !share.mine;
    return present(actor, { shares: [share], received, parameters });
  }

  async function make(actor: PersonActor, parameters: Parameters): Promise<OcsData> {
    const path = parameters.get('path');
    if (path === undefined) throw notFound('Please specify a file or folder path');
    const node = await files.nodes.get(actor, { path: pathOf(path) });
    const shareType = Number(parameters.get('shareType') ?? -1);
    const ends = endIn(parameters);
    const note = parameters.get('note') ?? '';
    if (shareType === 3) {
      const upload = flag(parameters, 'publicUpload');
      const kind = linkKindOf(Number(parameters.get('permissions') ?? (upload ? 15 : 1)));
      if (kind === null) throw notFound('invalid permissions');
      const password = parameters.get('password') ?? '';
      const made = await links.make(actor, node.id, {
        kind: node.kind === 'file' ? 'viewer' : kind,
        name: parameters.get('label') ?? '',
        message: note,
        ...(password === '' ? {} : { password }),
        ...(ends === undefined ? {} : { endsAt: ends }),
        ...(withholdsDownload(parameters) ? { viewOnly: true } : {}),
      });
      return only(await present(actor, { shares: [], links: [made] }));
    }
    if (shareType !== 0 && shareType !== 1) throw ocsInvalid('Unknown share type');
    if (withholdsDownload(parameters)) throw forbidden(downloadsBelong);
    const wanted = roleOfPermissions(Number(parameters.get('permissions') ?? defaultPermissions));
    if (wanted === null) throw notFound('invalid permissions');
    const recipient = recipientOf(shareType, parameters.get('shareWith') ?? '');
    const { shares } = await sharing.access(actor, node.id);
    const isTaken = shares.some((one) => one.recipient.kind === recipient.kind && one.recipient.key === recipient.key);
    if (isTaken) throw forbidden('Path is already shared with this user');
    const made = await sharing.share(actor, node.id, {
      recipients: [recipient],
      ...wanted,
      message: note,
      ...(ends === undefined ? {} : { endsAt: ends }),
    });
    return only(await present(actor, { shares: made }));
  }

  async function changeLink(actor: PersonActor, id: number, parameters: Parameters): Promise<OcsData> {
    const before = await link(actor, id);
    const permissions = parameters.get('permissions');
    const upload = parameters.get('publicUpload');
    const wantedPermissions =
      permissions ?? (upload === undefined ? undefined : flag(parameters, 'publicUpload') ? 15 : 1);
    const kind = wantedPermissions === undefined ? before.kind : linkKindOf(Number(wantedPermissions));
    if (kind === null) throw ocsInvalid('Permissions are not valid');
    const ends = endIn(parameters);
    const [password, note, label] = ['password', 'note', 'label'].map((name) => parameters.get(name));
    const changed = await links.change(actor, id, {
      kind,
      ...(password === undefined ? {} : { password: password === '' ? null : password }),
      ...(note === undefined ? {} : { message: note }),
      ...(label === undefined ? {} : { name: label }),
      ...(ends === undefined ? {} : { endsAt: ends }),
      ...(parameters.has('hideDownload') ? { viewOnly: flag(parameters, 'hideDownload') } : {}),
      ...(withholdsDownload(parameters) ? { viewOnly: true } : {}),
    });
    return only(await present(actor, { shares: [], links: [changed] }));
  }

  async function change(actor: PersonActor, text: string, parameters: Parameters): Promise<OcsData> {
    const id = ocsId.parse(text);
    if (id === null) throw shareNotFound();
    if (id.kind === 'link') return changeLink(actor, id.id, parameters);
    const before = await sharing.get(actor, id.id);
    if (withholdsDownload(parameters)) throw ocsInvalid(downloadsBelong);
    const permissions = parameters.get('permissions');
    const { kind } = await files.grants.node(actor, before.nodeId);
    // What the client was shown is what it already has: a commenter's stays a commenter's.
    const stays = permissions === undefined || Number(permissions) === permissionsOf(before, kind);
    const wanted = stays ? {} : roleOfPermissions(Number(permissions));
    if (wanted === null) throw ocsInvalid('Wrong or no update parameter given');
    const ends = endIn(parameters);
    const note = parameters.get('note');
    const changed = await sharing.change(actor, id.id, {
      ...wanted,
      ...(note === undefined ? {} : { message: note }),
      ...(ends === undefined ? {} : { endsAt: ends }),
    });
    return only(await present(actor, { shares: [changed] }));
  }

  async function remove(actor: PersonActor, text: string): Promise<void> {
    const id = ocsId.parse(text);
    if (id === null) throw shareNotFound();
    if (id.kind === 'link') return links.withdraw(actor, (await link(actor, id.id)).id);
    const share = await sharing.get(actor, id.id);
    // a recipient who deletes a share takes it out of their own files
    if (share.mine) await sharing.withdraw(actor, id.id);
    else await sharing.leave(actor, actor.personId, share.nodeId);
  }

  return { list, get, make, change, remove };
}

/** Undefined: not said. */
function endIn(parameters: Parameters): number | null | undefined {
  const date = parameters.get('expireDate');
  if (date === undefined) return undefined;
  const end = endOf(date);
  if (Number.isNaN(end)) throw notFound('Invalid date, date format must be YYYY-MM-DD');
  return end;
}

function only(shown: readonly OcsData[]): OcsData {
  const [first] = shown;
  if (first === undefined) throw shareNotFound();
  return first;
}

function notFound(message: string): DomainError {
  return new DomainError('NotFound', 'sharing.ocs_not_found', message);
}

function forbidden(message: string): DomainError {
  return new DomainError('Forbidden', 'sharing.ocs_forbidden', message);
}
