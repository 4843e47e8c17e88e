import type { Actor } from '@landescloud/kernel';
import type { ScannerTrouble } from '@landescloud/platform/scan';

/** What is kept away in an organisation's spaces, for who administers it: Forbidden `files.organisation_not_administered`. */
export interface Releases {
  /** Newest first. Of what merely waits no names are shown. */
  held(actor: Actor, key: string, page: { offset: number; limit: number }): Promise<HeldPage>;
  /** What cannot be scanned is released with a mark. NotFound `files.held_not_found`, Conflict `files.not_withheld`. */
  release(actor: Actor, key: string, contentId: number): Promise<void>;
  /** The scanner looks again; until then it waits. NotFound `files.held_not_found`. */
  recheck(actor: Actor, key: string, contentId: number): Promise<void>;
}

export interface HeldPage {
  readonly total: number;
  readonly items: HeldView[];
  readonly waiting: {
    readonly count: number;
    /** Since when the first waits; null: none does. */
    readonly since: number | null;
    /** Why; null: the scanner is at it. */
    readonly trouble: ScannerTrouble | null;
  };
}

export interface HeldView {
  readonly contentId: number;
  readonly nodeId: number;
  readonly name: string;
  readonly space: string;
  readonly size: number;
  readonly state: 'infected' | 'withheld';
  /** A signature's name, or why it cannot be scanned. */
  readonly finding: string;
  readonly sender: { readonly login: string; readonly name: string } | null;
  /** Of somebody without an account, as they call themselves. */
  readonly senderName: string;
  readonly uploadedAt: number;
  readonly decidedAt: number;
}
