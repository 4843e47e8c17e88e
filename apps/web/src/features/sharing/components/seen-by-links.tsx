import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { seenByLinksQuery } from '../api/links.ts';
import '../sharing.css';

/** Who collects something in a folder that a public link shows is told what its visitors would see. */
export function SeenByLinks({ nodeId }: { readonly nodeId: number }) {
  const { t } = useLingui();
  const { data } = useQuery(seenByLinksQuery(nodeId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Banner tone="warning" title={t`Was hier eingeht, sehen auch Besucher öffentlicher Links`}>
      <ul className="seen-by-links">
        {data.items.map(({ on, kind, viewOnly, isProtected, endsAt }, index) => {
          const may =
            kind === 'editor'
              ? t`ansehen, herunterladen, ändern und löschen`
              : viewOnly
                ? t`ansehen, aber nicht herunterladen`
                : t`ansehen und herunterladen`;
          const name = on.name === '' ? t`einem Ordner darüber` : t`„${on.name}“`;
          const who = isProtected ? t`nur mit Passwort oder Code` : t`wer die Adresse hat`;
          const until = endsAt === null ? '' : t`, bis ${formatDate(endsAt)}`;
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <Trans>
                Link auf {name} ({who}
                {until}): alles {may}.
              </Trans>
            </li>
          );
        })}
      </ul>
      <Trans>Soll das nicht so sein, wählen Sie einen anderen Ordner, oder ziehen Sie den Link vorher zurück.</Trans>
    </Banner>
  );
}
