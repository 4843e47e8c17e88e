import type { HandoverWay } from './handovers.ts';

/** Somebody who hands over or is handed something; a login where it is a person of the house. */
export interface Party {
  readonly name: string;
  readonly login: string | null;
  readonly address: string | null;
}

/** Times are milliseconds since 1970, sizes bytes. */
export interface HandoverView {
  readonly id: number;
  /** For people: '2026-17'. */
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly state: 'open' | 'delivered' | 'withdrawn';
  readonly way: HandoverWay;
  readonly node: { readonly id: number; readonly name: string };
  readonly title: string;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly owner: Party | null;
  readonly sender: Party;
  readonly recipients: readonly Party[];
  readonly openedAt: number;
  readonly deliveredAt: number | null;
  readonly withdrawnAt: number | null;
  readonly firstFetchedAt: number | null;
  /** Null: checksums of large files are still being made. */
  readonly sumsAt: number | null;
  readonly fileCount: number;
  readonly size: number;
  /** Files that somebody has all of. */
  readonly fetchedCount: number;
}

export interface HandoverFileView {
  readonly nodeId: number;
  readonly path: string;
  readonly size: number;
  /** Hex; null: being made, or never to be where the file is gone. */
  readonly sha256: string | null;
  readonly gone: boolean;
  readonly putAt: number;
  readonly fetches: readonly FetchView[];
}

export interface FetchView {
  readonly who: Party;
  readonly begunAt: number;
  readonly completedAt: number | null;
  readonly times: number;
}

export interface HandoverDetails extends HandoverView {
  readonly message: string;
  readonly remindDays: number | null;
  /** Whether the actor may withdraw it. */
  readonly mayWithdraw: boolean;
  readonly files: readonly HandoverFileView[];
}

export interface HandoverPage {
  readonly total: number;
  readonly items: readonly HandoverView[];
}

export interface HandoverQuery {
  readonly direction?: 'in' | 'out';
  /** 'unfetched': delivered, and nobody has it. */
  readonly state?: 'open' | 'delivered' | 'unfetched' | 'withdrawn';
  /** Part of the title, of the sender's or a recipient's name. */
  readonly text?: string;
  /** Mine; or all of the organisations that the actor administers. */
  readonly scope?: 'mine' | 'organisation';
  /** Only of this node, for whoever may change it. */
  readonly nodeId?: number;
  readonly offset: number;
  readonly limit: number;
}
