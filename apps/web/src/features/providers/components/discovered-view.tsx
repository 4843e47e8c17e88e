import { Trans, useLingui } from '@lingui/react/macro';
import { Banner } from '../../../ui/banner.tsx';
import { FactList } from '../../administration/components/fact-list.tsx';
import type { Discovered } from '../api/providers.ts';

/** How the provider describes itself. */
export function DiscoveredView({ found }: { readonly found: Discovered }) {
  const { t } = useLingui();
  const { issuer, authorizationEndpoint, backChannelLogout, claims, acrValues } = found;
  const complete = authorizationEndpoint !== null && found.tokenEndpoint !== null;
  return (
    <section className="stack" aria-label={t`Ergebnis der Prüfung`}>
      <Banner
        tone={complete ? 'success' : 'warning'}
        title={complete ? t`Der Dienst antwortet.` : t`Der Dienst antwortet, nennt aber nicht, wo man sich anmeldet.`}
      >
        <Trans>Client-ID und Geheimnis zeigt erst eine Anmeldung.</Trans>
      </Banner>
      <FactList
        facts={[
          { id: 'issuer', term: t`Nennt sich`, value: <code>{issuer}</code> },
          {
            id: 'logout',
            term: t`Meldet Abmeldungen`,
            value: backChannelLogout ? t`ja` : t`nein: Wer sich dort abmeldet, bleibt hier angemeldet.`,
          },
          { id: 'claims', term: t`Angaben (Claims)`, value: claims.length === 0 ? null : claims.join(', ') },
          { id: 'acr', term: t`Stärken (acr)`, value: acrValues.length === 0 ? null : acrValues.join(', ') },
        ]}
      />
    </section>
  );
}
