import type { ReactNode } from 'react';

export interface Fact {
  readonly id: string;
  readonly term: string;
  /** null: left out. */
  readonly value: ReactNode;
}

/** What is known, term by term. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== null)
        .map(({ id, term, value }) => (
          <div key={id}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
