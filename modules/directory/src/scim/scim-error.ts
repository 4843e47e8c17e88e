/** RFC 7644, section 3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** What a SCIM client is answered; only the SCIM server throws it. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, scimType: ScimType | undefined, detail: string) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

export const badRequest = (scimType: ScimType, detail: string) => new ScimError(400, scimType, detail);
export const notFound = () => new ScimError(404, undefined, 'There is no such resource.');

const schema = 'urn:ietf:params:scim:api:messages:2.0:Error';

export function scimErrorBody(status: number, detail: string, scimType?: ScimType): object {
  return { schemas: [schema], status: String(status), ...(scimType === undefined ? {} : { scimType }), detail };
}
