import { applyPatch } from './patch.ts';
import { checkVersion } from './scim-context.ts';
import type { ScimContext } from './scim-context.ts';
import { badRequest, notFound } from './scim-error.ts';
import { isObject } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

/** Makes another resource of the present one, and does what that means. */
type Change = (
  context: ScimContext,
  id: string,
  ifMatch: string | undefined,
  change: (present: ScimObject) => ScimObject,
) => Promise<ScimObject>;

/** PUT and PATCH (RFC 7644 sections 3.5.1 and 3.5.2), by the same change; `what` is 'A user'. */
export function resourceChanges(change: Change, what: string) {
  return {
    async replace(context: ScimContext, id: string, given: unknown, ifMatch?: string): Promise<ScimObject> {
      if (!isObject(given)) throw badRequest('invalidSyntax', `${what} is an object.`);
      return change(context, id, ifMatch, () => given);
    },
    patch: (context: ScimContext, id: string, body: unknown, ifMatch?: string): Promise<ScimObject> =>
      change(context, id, ifMatch, (present) => applyPatch(present, body)),
  };
}

/** The row as the client has seen it: 404 and 412 else. */
export function presentRow<Row extends { readonly version: number }>(row: Row | undefined, ifMatch?: string): Row {
  if (!row) throw notFound();
  checkVersion(ifMatch, row.version);
  return row;
}
