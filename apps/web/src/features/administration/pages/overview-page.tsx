import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAccess } from '../../../session/me.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { organisationsQuery } from '../api/organisations.ts';
import { FirstSteps } from '../components/first-steps.tsx';
import { OwnSteps } from '../components/own-steps.tsx';
import { SectionPage } from '../components/section-page.tsx';
import { WaitingList } from '../components/waiting-list.tsx';
import { administrationSections } from '../sections.ts';

/** Where administration begins: how much there is, what is still to be set up, and the way to everything. */
export function OverviewPage() {
  const { t } = useLingui();
  const access = useAccess();
  const { data } = useQuery(organisationsQuery);
  const own = access.assignments.find(({ role }) => role === 'organisation-administrator')?.organisation.key;
  const administered = data?.filter((one) => one.administered) ?? [];
  const people = administered.reduce((sum, { peopleCount = 0 }) => sum + peopleCount, 0);
  const sections = administrationSections.filter(({ to, isFor }) => to !== '/administration' && isFor(access));
  return (
    <SectionPage title={t`Verwaltung`}>
      {access.isPlatform ? <FirstSteps /> : own !== undefined && <OwnSteps organisationKey={own} />}
      {access.administers && <WaitingList saysNothing />}
      {access.administers && data !== undefined && (
        <dl className="figures">
          <div>
            <dt>
              <Plural value={administered.length} one="Organisation" other="Organisationen" />
            </dt>
            <dd>{formatNumber(administered.length)}</dd>
          </div>
          <div>
            <dt>
              <Plural value={people} one="Person" other="Personen" />
            </dt>
            <dd>{formatNumber(people)}</dd>
          </div>
        </dl>
      )}
      <ul className="section-cards">
        {sections.map(({ to, label, text, icon: Icon }) => (
          <li key={to}>
            <Link to={to}>
              <span className="section-icon">
                <Icon aria-hidden />
              </span>
              <span>
                <strong>{t(label)}</strong>
                <span className="muted">{t(text)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {!access.administers && (
        <p className="muted">
          <Trans>Sie lesen das Protokoll, verwalten aber keine Organisation.</Trans>
        </p>
      )}
    </SectionPage>
  );
}
