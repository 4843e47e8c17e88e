import type { LinkActor } from '@landescloud/kernel';
import type { HttpRequest } from '@landescloud/platform/http';
import { uploadOnly } from '../link-errors.ts';
import type { Links } from '../links.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import { visitSecret } from './visit-cookie.ts';

/** The visit that a request belongs to. */
export function visitOf(links: Links, request: HttpRequest, token: string): Promise<LinkVisit> {
  return links.visitors.visit(token, visitSecret(request), request.ip);
}

/** Who acts on files: by an upload-only link within what they themselves hand in, and nowhere else. */
export async function actorHere(links: Links, visit: LinkVisit): Promise<LinkActor> {
  return visit.link.kind === 'uploader' ? (await links.deliveries.current(visit)).actor : visit.actor;
}

/** For what reads contents. Forbidden `sharing.link_upload_only`. */
export function requireReading({ link }: LinkVisit): void {
  if (link.kind === 'uploader') throw uploadOnly();
}
