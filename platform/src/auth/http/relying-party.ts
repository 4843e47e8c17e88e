import { publicUrl } from '@landescloud/platform/http';
import type { HttpRequest } from '@landescloud/platform/http';
import type { RelyingParty } from '../factors/passkeys.ts';

export function relyingParty(request: HttpRequest): RelyingParty {
  const origin = publicUrl(request);
  return { id: new URL(origin).hostname, origin };
}
