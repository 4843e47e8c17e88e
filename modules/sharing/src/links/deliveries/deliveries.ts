import type { LinkActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { LinksDeps } from '../link-deps.ts';
import { deliveryEmpty, deliveryMissing, linkInvalid, noDrop } from '../link-errors.ts';
import { recordOf } from '../link-events.ts';
import { checkedAddress, checkedMessage, checkedName } from '../link-input.ts';
import { granteeOf, type LinkRecord } from '../link-record.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import { deliveryFolderName } from './delivery-folder-name.ts';
import { deliveryStore, type DeliveryRecord } from './delivery-store.ts';

export interface Sender {
  readonly name: string;
  readonly organisation?: string;
  readonly address?: string;
  readonly message?: string;
  readonly language?: 'de' | 'en';
}

/** What somebody hands in by a link: a folder of its own, which they alone see until they submit it. */
export interface Delivery {
  readonly record: DeliveryRecord;
  /** Its root is the folder. */
  readonly actor: LinkActor;
}

export interface SubmittedDelivery extends DeliveryRecord {
  readonly receipt: string;
  readonly number: string;
  readonly fileCount: number;
  readonly size: number;
}

export interface Deliveries {
  /** The visit's own, made where there is none. Conflict `sharing.link_no_drop`, Invalid `sharing.link_invalid`. */
  begin(visit: LinkVisit, sender: Sender): Promise<Delivery>;
  /** Conflict `sharing.delivery_missing`, `sharing.link_no_drop`. */
  current(visit: LinkVisit): Promise<Delivery>;
  find(visit: LinkVisit): Promise<Delivery | null>;
  /** From then on it is the recipient's alone; `receipt` opens the receipt. Conflict `sharing.delivery_empty`. */
  submit(visit: LinkVisit): Promise<SubmittedDelivery>;
  /** Something came: programs do not say when they are done. */
  touch(delivery: Delivery): Promise<void>;
}

export function createDeliveries(deps: LinksDeps): Deliveries {
  const { db, clock, files } = deps;
  const record = recordOf(deps);
  /** A page that asks twice at once gets one. */
  const beginning = new Map<number, Promise<Delivery>>();

  function deliveryOf(found: DeliveryRecord, { actor }: LinkVisit): Delivery {
    return { record: found, actor: { ...actor, granteeId: granteeOf(found), name: senderOf(found) } };
  }

  async function find(visit: LinkVisit): Promise<Delivery | null> {
    if (visit.link.kind !== 'uploader') throw noDrop();
    const found = await deliveryStore.open(db, visit.record.id);
    return found === undefined ? null : deliveryOf(found, visit);
  }

  async function make(visit: LinkVisit, sender: Sender): Promise<Delivery> {
    const senderName = checkedName(sender.name);
    if (senderName === '') throw linkInvalid('name', 'Who sends it?');
    const senderOrganisation = checkedName(sender.organisation ?? '', 'organisation');
    const senderAddress =
      sender.address === undefined || sender.address === '' ? null : checkedAddress(sender.address, 'address');
    const message = checkedMessage(sender.message ?? '');
    const { link } = visit;
    const begunAt = clock.now();
    const name = deliveryFolderName(senderOrganisation || senderName, begunAt);
    const by = { ...visit.actor, name: [senderName, senderOrganisation].filter(Boolean).join(', ') };
    const folder = await files.nodes.createFolder(by, { parentId: link.nodeId, name }, { onConflict: 'rename' });
    await db.transaction(async (tx) => {
      const id = -(await files.grants.newLinkGrantee(tx));
      const senderLanguage = sender.language ?? 'de';
      const who = { senderName, senderOrganisation, senderAddress, senderLanguage, message };
      const made = {
        id,
        linkId: link.id,
        visitId: visit.record.id,
        folderId: folder.id,
        folderName: folder.name,
        begunAt,
      };
      if (!(await deliveryStore.insert(tx, { ...made, ...who }))) return;
      await files.grants.share(tx, folder.id, [{ granteeId: granteeOf({ id }), roles: ['editor'] }]);
      await record(tx, by, 'delivery_begun', link, { deliveryId: id, folderId: folder.id });
    });
    return current(visit);
  }

  async function current(visit: LinkVisit): Promise<Delivery> {
    const found = await find(visit);
    if (found === null) throw deliveryMissing();
    return found;
  }

  return {
    find,
    current,

    async begin(visit, sender) {
      const found = await find(visit);
      if (found !== null) return found;
      const key = visit.record.id;
      const running = beginning.get(key) ?? make(visit, sender).finally(() => beginning.delete(key));
      beginning.set(key, running);
      return running;
    },

    async submit(visit) {
      const { record: open, actor } = await current(visit);
      const folder = await files.nodes.get(actor, { path: [] });
      if (folder.folderCount + folder.fileCount === 0) throw deliveryEmpty();
      const submitted = await db.transaction(async (tx) => {
        const closed = await closeDelivery(deps, tx, open, true);
        if (closed === undefined) throw deliveryMissing();
        return { ...closed, receipt: await recordSubmitted(deps, tx, visit.link, closed, actor) };
      });
      const { number, fileCount, size } = await deps.handovers.public(submitted.receipt);
      return { ...submitted, number, fileCount, size };
    },

    touch: ({ record: { id } }) => deliveryStore.touch(db, id, clock.now()),
  };
}

function senderOf({ senderName, senderOrganisation }: DeliveryRecord): string {
  return [senderName, senderOrganisation].filter(Boolean).join(', ');
}

/** Who sent it reaches it no more. */
export async function closeDelivery(
  { files, clock }: Pick<LinksDeps, 'files' | 'clock'>,
  tx: Transaction,
  delivery: DeliveryRecord,
  isSubmitted: boolean,
): Promise<DeliveryRecord | undefined> {
  const closed = await deliveryStore.close(tx, delivery.id, clock.now(), isSubmitted);
  if (closed !== undefined && (await files.grants.place(delivery.folderId)) !== null)
    await files.grants.share(tx, delivery.folderId, [{ granteeId: granteeOf(delivery), roles: [] }]);
  return closed;
}

/** Handed over from then on; answers the token of the sender's receipt. */
export async function recordSubmitted(
  deps: Pick<LinksDeps, 'events' | 'clock' | 'handovers' | 'files'>,
  tx: Transaction,
  link: LinkRecord,
  delivery: DeliveryRecord,
  actor: LinkActor,
): Promise<string> {
  const { id, folderId, folderName, senderName, senderOrganisation, senderAddress, message } = delivery;
  const data = { deliveryId: id, folderId, senderName, senderOrganisation };
  await recordOf(deps)(tx, actor, 'delivery_submitted', link, data);
  const place = await deps.files.grants.place(link.nodeId, tx);
  const { token } = await deps.handovers.receive(tx, actor, {
    way: 'drop',
    node: { id: folderId, name: folderName },
    ownerId: link.makerId,
    organisationId: link.organisationId,
    title: link.name || place?.name || folderName,
    message,
    sender: { name: senderOf(delivery), address: senderAddress, language: delivery.senderLanguage },
  });
  return token;
}
