/** A past version, as far as keeping it is concerned. */
export interface DatedVersion {
  readonly id: number;
  readonly createdAt: number;
  readonly label: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Of versions younger than `until`, the newest of each `every` is kept; older ones than the last row's are gone after a year. */
const STEPS: readonly { readonly until: number; readonly every: number }[] = [
  { until: 10 * MINUTE, every: 0 },
  { until: HOUR, every: MINUTE },
  { until: DAY, every: 10 * MINUTE },
  { until: 30 * DAY, every: DAY },
  { until: 365 * DAY, every: 7 * DAY },
];

/**
 * The retention rule: dense for what was just done, thinner with age, one year at most; named versions stay.
 * `versions` of one file in any order; answers the ids to delete.
 */
export function versionsToDrop(versions: readonly DatedVersion[], now: number): number[] {
  const drop: number[] = [];
  const kept = new Set<string>();
  for (const version of versions.toSorted((a, b) => b.createdAt - a.createdAt)) {
    if (version.label !== null) continue;
    const age = now - version.createdAt;
    const step = STEPS.find((candidate) => age < candidate.until);
    if (step === undefined) {
      drop.push(version.id);
    } else if (step.every > 0) {
      const slot = `${step.every}:${Math.floor(version.createdAt / step.every)}`;
      if (kept.has(slot)) drop.push(version.id);
      kept.add(slot);
    }
  }
  return drop;
}
