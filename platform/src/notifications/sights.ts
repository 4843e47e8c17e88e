type Sight = (personId: number, ids: readonly number[]) => Promise<ReadonlySet<number>>;

interface About {
  readonly id: number;
  readonly subject: string;
}

export interface Sights {
  plug(prefix: string, sight: Sight): void;
  /** Ids of those about what the person may not see any more. */
  unseen(personId: number, rows: readonly About[]): Promise<ReadonlySet<number>>;
}

/** Who may see what is known above the platform; it is asked each time, so that what ended is shown no longer. */
export function createSights(): Sights {
  const sights = new Map<string, Sight>();
  return {
    plug: (prefix, sight) => void sights.set(prefix, sight),
    async unseen(personId, rows) {
      const unseen = new Set<number>();
      const byPrefix = Map.groupBy(rows, ({ subject }) => subject.slice(0, subject.indexOf(':')));
      for (const [prefix, about] of byPrefix) {
        const sight = sights.get(prefix);
        if (sight === undefined) continue;
        const numberOf = ({ subject }: About) => Number(subject.slice(prefix.length + 1));
        const seen = await sight(personId, [...new Set(about.map(numberOf))]);
        for (const row of about) if (!seen.has(numberOf(row))) unseen.add(row.id);
      }
      return unseen;
    },
  };
}
