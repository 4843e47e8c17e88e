import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface CardHeadProps {
  readonly id: string;
  readonly title: ReactNode;
  readonly to: '/files/recent' | '/files/favourites';
}

/** The title of a card and the way to all of it. */
export function CardHead({ id, title, to }: CardHeadProps) {
  return (
    <div className="row row-spread">
      <h2 id={id}>{title}</h2>
      <Link to={to} className="start-all" aria-describedby={id}>
        <Trans>Alle anzeigen</Trans>
      </Link>
    </div>
  );
}
