import { Trans, useLingui } from '@lingui/react/macro';
import { formatDateTime, formatRelative } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import type { ActivityEntry, NodeView } from '../api/node-types.ts';
import { useActivity } from '../api/use-nodes.ts';

/** Who did what, newest first. */
export function ActivityList({ node }: { readonly node: NodeView }) {
  const { t } = useLingui();
  const { data, error, refetch } = useActivity(node.id);
  const text = useActivityText();
  if (error && !data) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) {
    return (
      <p className="muted details-note">
        <Trans>Hier ist noch nichts geschehen.</Trans>
      </p>
    );
  }
  return (
    <ol className="activity" aria-label={t`Aktivität`}>
      {data.map((entry) => (
        <li key={entry.id}>
          <Avatar name={whoOf(entry) ?? '?'} size="small" />
          <span>
            <strong>{whoOf(entry) ?? t`System`}</strong> {text(entry, entry.nodeId === node.id)}
            <small title={formatDateTime(entry.at)}>{formatRelative(entry.at)}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Somebody with an account, or what a visitor calls themselves. */
function whoOf({ person, visitor }: ActivityEntry): string | undefined {
  return person?.name ?? (visitor || undefined);
}

function useActivityText() {
  const { t } = useLingui();
  return ({ kind, name, detail }: ActivityEntry, own: boolean): string => {
    const what = own ? '' : `„${name}“ `;
    switch (kind) {
      case 'created':
        return t`hat ${what}angelegt`;
      case 'written':
        return t`hat ${what}geändert`;
      case 'renamed':
        return detail === '' ? t`hat ${what}umbenannt` : t`hat „${detail}“ in „${name}“ umbenannt`;
      case 'moved':
        return t`hat ${what}verschoben`;
      case 'copied':
        return t`hat ${what}kopiert`;
      case 'trashed':
        return t`hat ${what}gelöscht`;
      case 'restored':
        return t`hat ${what}wiederhergestellt`;
      case 'version-restored':
        return t`hat eine frühere Version von ${what}wiederhergestellt`;
      case 'infected':
        return t`hat Schadsoftware gefunden: ${detail}`;
      case 'commented':
        return own ? t`hat kommentiert` : t`hat „${name}“ kommentiert`;
      case 'shared':
        return t`hat ${what}freigegeben`;
      case 'linked':
        return own ? t`hat einen Link gemacht` : t`hat einen Link auf „${name}“ gemacht`;
      case 'unlinked':
        return own ? t`hat einen Link beendet` : t`hat einen Link auf „${name}“ beendet`;
      case 'handed-over':
        return t`hat ${what}übergeben`;
      case 'unshared':
        return own ? t`hat eine Freigabe beendet` : t`hat eine Freigabe von „${name}“ beendet`;
      default:
        return t`hat ${what}bearbeitet`;
    }
  };
}
