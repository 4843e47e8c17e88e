/** What a link lets its visitors do: look, change, or only hand something in. */
export const linkKinds = ['viewer', 'editor', 'uploader'] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface LinkRecord {
  readonly id: number;
  readonly nodeId: number;
  readonly kind: LinkKind;
  /** No downloads: what has a preview is shown as one. */
  readonly viewOnly: boolean;
  /** For those who manage it. */
  readonly name: string;
  /** For visitors. */
  readonly message: string;
  readonly tokenSealed: Buffer;
  readonly passwordHash: string | null;
  readonly downloadLimit: number | null;
  readonly downloadCount: number;
  readonly makerId: number;
  readonly organisationId: number;
  readonly madeAt: number;
  readonly endsAt: number | null;
  readonly withdrawnAt: number | null;
  readonly closedAt: number | null;
  /** In lower case; with any, a code sent to one of them opens it. */
  readonly recipients: readonly string[];
}

export function hasEnded({ endsAt, withdrawnAt }: Pick<LinkRecord, 'endsAt' | 'withdrawnAt'>, now: number): boolean {
  return withdrawnAt !== null || (endsAt !== null && endsAt <= now);
}

/** As files' grants name a link, or what was sent by one. */
export function granteeOf({ id }: { readonly id: number }): number {
  return -id;
}
