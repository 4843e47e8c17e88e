import type { Files, NodeView } from '@landescloud/files';
import type { Static } from 'typebox';
import type { Directory } from '@landescloud/directory';
import type { Delivery } from '../deliveries/deliveries.ts';
import type { DeliveryRecord } from '../deliveries/delivery-store.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import type * as schemas from './link-schemas.ts';

/** What visitors are told of a node: nobody's name. */
export function publicNode(contents: Files['contents'], node: NodeView): Static<typeof schemas.PublicNode> {
  const { id, name, kind, size, mtime, mime, etag, release } = node;
  return { id, name, kind, size, mtime, mime, etag, release, hasPreview: contents.hasPreview(node) };
}

export function publicDelivery(record: DeliveryRecord): Static<typeof schemas.Delivery> {
  const { senderName: name, senderOrganisation: organisation, senderAddress: address, message } = record;
  return { name, organisation, address, message, begunAt: record.begunAt, submittedAt: record.submittedAt };
}

export function presentVisit(deps: { readonly files: Files; readonly people: Pick<Directory['people'], 'byId'> }) {
  return async (
    { link, node }: LinkVisit,
    delivery: Delivery | null,
  ): Promise<NonNullable<Static<typeof schemas.Entered>['link']>> => {
    const maker = await deps.people.byId(link.makerId);
    const place = await deps.files.grants.place(link.nodeId);
    const title = place?.name ?? node.name;
    const isDrop = link.kind === 'uploader';
    return {
      title,
      kind: link.kind,
      viewOnly: link.viewOnly,
      from: { name: maker?.name ?? '', organisation: maker?.organisation.name ?? '' },
      message: link.message,
      endsAt: link.endsAt,
      downloadsLeft: link.downloadLimit === null ? null : Math.max(0, link.downloadLimit - link.downloadCount),
      // of a drop nothing is told that lies in it: neither how much nor since when
      node: {
        ...publicNode(deps.files.contents, node),
        name: title,
        ...(isDrop ? { size: 0, mtime: 0, etag: '' } : {}),
      },
      delivery: delivery === null ? null : publicDelivery(delivery.record),
    };
  };
}
