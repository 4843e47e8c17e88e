import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserRoundPlus, Users } from 'lucide-react';
import { formatDate } from '../../../i18n/format.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { groupsOfQuery, guestsOfQuery } from '../api/people-access.ts';
import type { Person } from '../api/people.ts';
import { useOrganisationNames } from './use-organisation-names.ts';

/** The groups that somebody is in. */
export function PersonGroups({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { data } = useQuery(groupsOfQuery(person.login));
  const nameOf = useOrganisationNames();
  return (
    <section className="card stack">
      <h2>
        <Trans>Gruppen</Trans>
      </h2>
      {data === undefined && <Skeleton height={40} />}
      {data?.total === 0 && (
        <p className="muted">
          <Trans>In keiner Gruppe, die Sie verwalten.</Trans>
        </p>
      )}
      {data !== undefined && data.total > 0 && (
        <ul className="members">
          {data.items.map(({ key, name, organisationKey }) => (
            <li className="member" key={key}>
              <span className="member-icon">
                <Users aria-hidden />
              </span>
              <div className="member-name">
                <Link className="truncate plain-link" to="/administration/groups" search={{ q: name }}>
                  {name}
                </Link>
                <div className="truncate muted">
                  {organisationKey === null ? t`Übergreifend` : nameOf(organisationKey)}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <More total={data?.total ?? 0} shown={data?.items.length ?? 0} />
    </section>
  );
}

/** The guests whom somebody is responsible for. */
export function PersonGuests({ person }: { readonly person: Person }) {
  const { data } = useQuery(guestsOfQuery(person.login));
  return (
    <section className="card stack">
      <h2>
        <Trans>Gäste</Trans>
      </h2>
      {data === undefined && <Skeleton height={40} />}
      {data?.total === 0 && (
        <p className="muted">
          <Trans>Betreut keine Gäste.</Trans>
        </p>
      )}
      {data !== undefined && data.total > 0 && (
        <ul className="members">
          {data.items.map(({ login, name, reason, endsAt, organisation }) => (
            <li className="member" key={`${login} ${organisation.key}`}>
              <span className="member-icon">
                <UserRoundPlus aria-hidden />
              </span>
              <div className="member-name">
                <Link className="truncate plain-link" to="/guests" search={{ of: person.login }}>
                  {name}
                </Link>
                <div className="truncate muted">
                  <Trans>
                    bis {formatDate(endsAt)} · {reason}
                  </Trans>
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <More total={data?.total ?? 0} shown={data?.items.length ?? 0} />
    </section>
  );
}

function More({ total, shown }: { readonly total: number; readonly shown: number }) {
  const { t } = useLingui();
  if (total <= shown) return null;
  return <p className="muted">{t`${plural(total - shown, { one: 'und # weitere', other: 'und # weitere' })}`}</p>;
}
