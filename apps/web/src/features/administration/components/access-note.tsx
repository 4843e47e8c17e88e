import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { Fragment } from 'react';
import { useAccess } from '../../../session/me.ts';

/** Whoever administers only a part sees which. */
export function AccessNote() {
  const { isPlatform, assignments } = useAccess();
  const own = assignments.filter(({ role }) => role === 'organisation-administrator');
  if (isPlatform || own.length === 0) return null;
  return (
    <p className="access-note">
      <ShieldCheck aria-hidden />
      <span>
        <Trans>Sie verwalten:</Trans>{' '}
        {own.map(({ organisation: { key, name } }, at) => (
          <Fragment key={key}>
            {at > 0 && ', '}
            <Link to="/administration/organisations/$key" params={{ key }}>
              {name}
            </Link>
          </Fragment>
        ))}{' '}
        <Trans>mit allem darunter</Trans>
      </span>
    </p>
  );
}
