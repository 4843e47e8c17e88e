import type { Brake } from './brake.ts';
import type { SourceKind } from './source-reader.ts';
import type { RunCounts, RunMode, RunRow, RunState } from './source-run-store.ts';

/** Times in milliseconds since 1970. */
export interface RunView {
  readonly id: number;
  readonly mode: RunMode;
  readonly dry: boolean;
  readonly state: RunState;
  /** Names; null: by schedule. */
  readonly startedBy: string | null;
  readonly confirmedBy: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly counts: RunCounts;
  readonly brake: Brake | null;
  /** What has to be said to confirm this very difference. */
  readonly hash: string | null;
  readonly error: string | null;
}

export interface SourceView {
  readonly id: number;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly kind: SourceKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly hasSecret: boolean;
  readonly createdAt: number;
  readonly people: number;
  readonly groups: number;
  /** The last that was more than a look. */
  readonly lastRun: RunView | null;
  /** Stopped by the brake, and nobody has decided yet. */
  readonly braked: RunView | null;
  /** SCIM: how many left within a day, and how many may before the client is stopped. */
  readonly leaving: { readonly left: number; readonly limit: number; readonly allowedUntil: number | null } | null;
}

export function viewRun(run: RunRow): RunView {
  const { id, mode, dry, state, startedBy, confirmedBy, startedAt, endedAt, counts, brake, hash, error } = run;
  return {
    id,
    mode,
    dry,
    state,
    startedBy,
    confirmedBy,
    startedAt: startedAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
    counts,
    brake,
    hash,
    error,
  };
}
