import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../../i18n/format.ts';
import type { Person, PersonName } from '../api/people.ts';
import { Absent } from './absent.tsx';
import { FactList } from './fact-list.tsx';

/** Who somebody is. */
export function PersonFacts({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { login, organisation, jobTitle, place, language, createdAt, leftAt } = person;
  return (
    <section className="card stack">
      <h2>
        <Trans>Angaben</Trans>
      </h2>
      <FactList
        facts={[
          { id: 'login', term: t`Anmeldename`, value: <code>{login}</code> },
          {
            id: 'organisation',
            term: t`Organisation`,
            value: (
              <Link to="/administration/organisations/$key" params={{ key: organisation.key }}>
                {organisation.name}
              </Link>
            ),
          },
          { id: 'job', term: t`Aufgabe`, value: jobTitle ?? <Absent /> },
          { id: 'place', term: t`Arbeitsort`, value: place ?? <Absent /> },
          {
            id: 'language',
            term: t`Sprache`,
            value: language === undefined ? null : language === 'de' ? 'Deutsch' : 'English',
          },
          { id: 'created', term: t`Seit`, value: createdAt === undefined ? null : formatDate(createdAt) },
          { id: 'left', term: t`Ausgeschieden`, value: typeof leftAt === 'number' ? formatDate(leftAt) : null },
        ]}
      />
    </section>
  );
}

/** How to reach them, and who stands beside them. */
export function PersonContact({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { email, addresses = [], phone, manager, deputies = [] } = person;
  return (
    <section className="card stack">
      <h2>
        <Trans>Erreichbar</Trans>
      </h2>
      <FactList
        facts={[
          { id: 'mail', term: t`E-Mail`, value: email ?? <Absent /> },
          { id: 'more', term: t`Weitere Adressen`, value: addresses.length > 0 ? addresses.join(', ') : null },
          { id: 'phone', term: t`Telefon`, value: phone ?? <Absent /> },
          { id: 'manager', term: t`Vorgesetzt`, value: manager ? <PersonLinks people={[manager]} /> : <Absent /> },
          {
            id: 'deputies',
            term: t`Vertretung`,
            value: deputies.length > 0 ? <PersonLinks people={deputies} /> : <Absent />,
          },
        ]}
      />
    </section>
  );
}

function PersonLinks({ people }: { readonly people: readonly PersonName[] }) {
  return (
    <span className="row">
      {people.map(({ login, name }) => (
        <Link key={login} to="/administration/people/$login" params={{ login }}>
          {name}
        </Link>
      ))}
    </span>
  );
}
