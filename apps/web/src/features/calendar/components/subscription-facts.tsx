import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { subscriptionsQuery } from '../api/subscriptions.ts';
import { formatDateTime } from '../../../i18n/format.ts';
import { problemWords, usualProblem } from './subscription-words.ts';

/** Where a calendar comes from, when it was looked at, and what was wrong. */
export function SubscriptionFacts({ calendarId }: { readonly calendarId: number }) {
  const { t } = useLingui();
  const { data } = useQuery(subscriptionsQuery);
  const found = data?.find((one) => one.calendarId === calendarId);
  if (found === undefined) return null;
  const { url, refreshedAt, failedAt, nextAt, problem } = found;
  return (
    <dl className="subscription-facts">
      <dt>
        <Trans>Adresse</Trans>
      </dt>
      <dd className="subscription-address">{url}</dd>
      {refreshedAt !== null && (
        <>
          <dt>
            <Trans>Zuletzt abgerufen</Trans>
          </dt>
          <dd>{formatDateTime(refreshedAt)}</dd>
        </>
      )}
      {problem !== null && failedAt !== null && (
        <>
          <dt>
            <Trans>Fehlgeschlagen</Trans>
          </dt>
          <dd>
            {formatDateTime(failedAt)}: {t(problemWords[problem] ?? usualProblem)}
          </dd>
        </>
      )}
      <dt>
        <Trans>Nächster Abruf</Trans>
      </dt>
      <dd>{formatDateTime(nextAt)}</dd>
    </dl>
  );
}
