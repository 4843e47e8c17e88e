import { Trans, useLingui } from '@lingui/react/macro';
import { formatDateTime } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import type { AuditEntry } from '../api/audit.ts';
import { eventWords } from './event-words.ts';
import { useAbout } from './use-about.ts';

/** One entry as a sentence; what else it says can be opened. */
export function AuditLine({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useLingui();
  const words = eventWords[entry.type];
  const who = entry.actorKind === 'system' ? t`Das System` : (entry.name ?? t`Jemand`);
  const about = useAbout(entry);
  return (
    <li className="audit-line">
      <Avatar name={who} size="small" />
      <div className="audit-text">
        <p>
          <strong>{who}</strong> {words === undefined ? <code>{entry.type}</code> : t(words)}
          {about !== '' && <>: {about}</>}
        </p>
        <details>
          <summary>
            <Trans>Einzelheiten</Trans>
          </summary>
          <dl className="facts">
            <Detail term={t`Ereignis`} value={entry.type} />
            <Detail term={t`Betrifft`} value={[entry.subjectName, entry.subject].filter(Boolean).join(' · ') || null} />
            <Detail term={t`Mit`} value={entry.client} />
            <Detail term={t`Nummer`} value={String(entry.id)} />
          </dl>
          {entry.redacted ? (
            <p className="muted">
              <Trans>Was hier stand, ist gelöscht. Dass es geschah, bleibt beweisbar.</Trans>
            </p>
          ) : (
            entry.data !== null && <pre className="mail-text">{JSON.stringify(entry.data, null, 2)}</pre>
          )}
        </details>
      </div>
      <time className="muted" dateTime={new Date(entry.at).toISOString()}>
        {formatDateTime(entry.at)}
      </time>
    </li>
  );
}

function Detail({ term, value }: { readonly term: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
