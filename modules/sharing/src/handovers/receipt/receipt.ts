/** What a receipt says, as it is attached to the PDF for programs. Times are milliseconds since 1970, sizes bytes. */
export interface Receipt {
  readonly format: 'landescloud.receipt/1';
  readonly instance: string;
  readonly issuedAt: number;
  readonly handover: {
    readonly id: string;
    readonly direction: 'in' | 'out';
    readonly title: string;
    readonly message: string;
    readonly organisation: string;
    readonly sender: string;
    readonly recipients: readonly string[];
    readonly openedAt: number;
    readonly deliveredAt: number;
    readonly withdrawnAt: number | null;
  };
  readonly files: readonly ReceiptFile[];
}

export interface ReceiptFile {
  readonly path: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly putAt: number;
  readonly fetches: readonly ReceiptFetch[];
}

export interface ReceiptFetch {
  readonly who: string;
  readonly at: number;
  /** False: it was begun and broken off. */
  readonly complete: boolean;
}

/** What is wrong where the two differ in what must never change; names of people may. */
export function contradiction(claimed: Receipt, kept: Receipt): string | null {
  const [a, b] = [claimed.handover, kept.handover];
  const facts = ['id', 'direction', 'title', 'message', 'openedAt', 'deliveredAt'] as const;
  const differs = facts.find((fact) => a[fact] !== b[fact]);
  if (differs !== undefined) return `the hand-over has another ${differs}`;
  if (claimed.files.length !== kept.files.length) return 'the hand-over has another number of files';
  for (const [index, file] of claimed.files.entries()) {
    const known = kept.files[index];
    if (known === undefined || known.path !== file.path) return `the hand-over has no file ${file.path}`;
    if (known.size !== file.size || known.sha256 !== file.sha256 || known.putAt !== file.putAt) {
      return `the hand-over has something else as ${file.path}`;
    }
    // A fetch that was going on when the receipt was made may have come to its end since.
    const unknown = file.fetches.find((fetch) => !known.fetches.some((each) => isLater(each, fetch)));
    if (unknown !== undefined) return `nobody fetched ${file.path} then`;
  }
  return null;
}

function isLater(kept: ReceiptFetch, claimed: ReceiptFetch): boolean {
  return kept.complete === claimed.complete ? kept.at <= claimed.at : kept.complete;
}
