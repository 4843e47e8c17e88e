import type { LinkKind, LinkRecord } from './link-record.ts';
import { hasEnded } from './link-record.ts';
import type { LinkRules } from './link-rules.ts';

/** As who manages it sees it. */
export interface LinkView {
  readonly id: number;
  readonly nodeId: number;
  readonly kind: LinkKind;
  readonly viewOnly: boolean;
  readonly name: string;
  readonly message: string;
  /** The whole address, to be passed on. */
  readonly address: string;
  readonly hasPassword: boolean;
  readonly recipients: string[];
  readonly downloadLimit: number | null;
  readonly downloadCount: number;
  readonly maker: { readonly login: string; readonly name: string } | null;
  readonly madeAt: number;
  readonly endsAt: number | null;
  readonly ended: boolean;
}

/** Among all that one has made. */
export interface OwnLink extends LinkView {
  readonly node: { readonly id: number; readonly name: string; readonly kind: 'file' | 'folder' };
  readonly visitCount: number;
}

export interface LinksOfNode {
  readonly items: LinkView[];
  readonly rules: LinkRules;
}

export function linkView(
  link: LinkRecord,
  about: { readonly address: string; readonly maker: LinkView['maker']; readonly now: number },
): LinkView {
  const { id, nodeId, kind, viewOnly, name, message, recipients, downloadLimit, downloadCount, madeAt, endsAt } = link;
  return {
    id,
    nodeId,
    kind,
    viewOnly,
    name,
    message,
    address: about.address,
    hasPassword: link.passwordHash !== null,
    recipients: [...recipients],
    downloadLimit,
    downloadCount,
    maker: about.maker,
    madeAt,
    endsAt,
    ended: hasEnded(link, about.now),
  };
}
