const span = 15_000;
const step = 250;
/** What a file costs beyond its bytes: without it a folder of small files would claim to be done at once. */
const perFile = 50_000;

interface Sample {
  readonly at: number;
  readonly cost: number;
}

export function costOf(bytes: number, files: number): number {
  return bytes + files * perFile;
}

/** Speed over the last 15 seconds: steady enough to be read, quick enough to notice a broken line. */
export class TransferRate {
  #samples: Sample[] = [];
  #bytes: Sample[] = [];

  /** Totals so far; a total that falls (something was cancelled) starts anew. */
  record(at: number, bytes: number, files: number): void {
    this.#samples = next(this.#samples, { at, cost: costOf(bytes, files) });
    this.#bytes = next(this.#bytes, { at, cost: bytes });
  }

  reset(): void {
    this.#samples = [];
    this.#bytes = [];
  }

  bytesPerSecond(): number | null {
    return speed(this.#bytes);
  }

  /** Milliseconds for what is left; null while it cannot be said yet. */
  timeLeft(bytes: number, files: number): number | null {
    const perSecond = speed(this.#samples);
    return perSecond === null || perSecond <= 0 ? null : (costOf(bytes, files) / perSecond) * 1000;
  }
}

function next(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && sample.cost < last.cost) return [sample];
  const kept = samples.filter(({ at }) => sample.at - at <= span);
  if (last && sample.at - last.at < step && kept.length > 1) return [...kept.slice(0, -1), sample];
  return [...kept, sample];
}

function speed(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 1000) return null;
  return ((last.cost - first.cost) / (last.at - first.at)) * 1000;
}
