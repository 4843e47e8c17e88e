import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { organisationsQuery, type OrganisationDetails } from '../api/organisations.ts';
import { organisationTree } from '../domain/organisation-tree.ts';
import { Absent } from './absent.tsx';
import { FactList } from './fact-list.tsx';
import { LogoField } from './logo-field.tsx';
import { OrganisationStorage } from './organisation-storage.tsx';
import { organisationIcons, organisationKinds } from './organisation-kinds.ts';

const few = 8;

/** What is known of an organisation, and what stands below it. */
export function OrganisationFacts({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const { key, kind, officialKey, mailDomains, quotaBytes, colour, peopleCount, administered } = organisation;
  const { imprintUrl, privacyUrl } = organisation;
  return (
    <div className="stack-large">
      <FactList
        facts={[
          { id: 'kind', term: t`Art`, value: t(organisationKinds[kind]) },
          { id: 'key', term: t`Kürzel`, value: <code>{key}</code> },
          {
            id: 'official',
            term: t`Amtlicher Schlüssel`,
            value: officialKey === null ? <Absent /> : <code>{officialKey}</code>,
          },
          {
            id: 'people',
            term: t`Personen`,
            value:
              peopleCount === undefined ? null : (
                <Link to="/administration/people" search={{ organisation: key }}>
                  <Plural value={peopleCount} one="# Person" other="# Personen" />
                </Link>
              ),
          },
          {
            id: 'domains',
            term: t`Mail-Domänen`,
            value:
              mailDomains === undefined ? null : mailDomains.length === 0 ? (
                <Absent />
              ) : (
                <span className="row">
                  {mailDomains.map((domain) => (
                    <span key={domain} className="tag">
                      {domain}
                    </span>
                  ))}
                </span>
              ),
          },
          {
            id: 'quota',
            term: t`Speicherplatz`,
            value: quotaBytes === undefined ? null : <OrganisationStorage organisationKey={key} />,
          },
          { id: 'imprint', term: t`Impressum`, value: <PageLink address={imprintUrl} /> },
          { id: 'privacy', term: t`Datenschutz`, value: <PageLink address={privacyUrl} /> },
          {
            id: 'colour',
            term: t`Farbe`,
            value:
              colour === null ? (
                <Absent />
              ) : (
                <span className="row">
                  <ColourSwatch colour={colour} />
                  <code>{colour}</code>
                </span>
              ),
          },
        ]}
      />
      {administered && <LogoField organisation={organisation} />}
      <Children organisation={organisation} />
    </div>
  );
}

function PageLink({ address }: { readonly address: string | null }) {
  if (address === null) return <Absent />;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address}
    </a>
  );
}

/** An SVG: a style attribute with a value from the database would be the only one of its kind. */
export function ColourSwatch({ colour }: { readonly colour: string }) {
  return (
    <svg className="colour-swatch" viewBox="0 0 20 20" aria-hidden>
      <rect width="20" height="20" rx="6" fill={colour} />
    </svg>
  );
}

function Children({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { data } = useQuery(organisationsQuery);
  const children = useMemo(
    () => organisationTree(data ?? []).children.get(organisation.key) ?? [],
    [data, organisation],
  );
  const [all, setAll] = useState(false);
  if (children.length === 0) return null;
  const shown = all ? children : children.slice(0, few);
  return (
    <section className="stack">
      <h3>
        <Plural value={children.length} one="# Organisation darunter" other="# Organisationen darunter" />
      </h3>
      <ul className="link-list">
        {shown.map((child) => {
          const Icon = organisationIcons[child.kind];
          return (
            <li key={child.key}>
              <Link to="/administration/organisations/$key" params={{ key: child.key }}>
                <span className={`org-tile org-tile-${child.kind}`}>
                  <Icon aria-hidden />
                </span>
                <span className="truncate">{child.name}</span>
                {child.peopleCount !== undefined && (
                  <span className="muted">
                    {formatNumber(child.peopleCount)}
                    <span className="visually-hidden">
                      {' '}
                      <Trans>Personen</Trans>
                    </span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      {!all && children.length > few && (
        <Button variant="quiet" size="small" onPress={() => setAll(true)}>
          <Trans>Alle anzeigen</Trans>
        </Button>
      )}
    </section>
  );
}
