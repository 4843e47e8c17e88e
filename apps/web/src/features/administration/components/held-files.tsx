import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, LockOpen, RotateCw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatDateTime, formatRelative } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { heldFilesQuery, useDecideHeld, type HeldFile, type HeldPage } from '../api/held-files.ts';
import type { OrganisationDetails } from '../api/organisations.ts';
import { DataTable } from './data-table.tsx';
import { Pager } from './pager.tsx';
import { pageSize } from './page-size.ts';

/** What a scanner kept away in the organisation's spaces, and what waits for it. */
export function HeldFiles({ organisation: { key } }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const [offset, setOffset] = useState(0);
  const [releasing, setReleasing] = useState<HeldFile | null>(null);
  const { data, error, refetch } = useQuery(heldFilesQuery(key, { offset, limit: pageSize }));
  const decide = useDecideHeld(key);
  const errorText = useErrorText();
  const recheck = ({ contentId, name }: HeldFile) =>
    decide.mutate(
      { contentId, what: 'recheck' },
      {
        onSuccess: () => showToast({ title: t`„${name}“ wird erneut geprüft` }),
        onError: (failure) => showToast({ tone: 'danger', title: errorText(failure).title }),
      },
    );
  return (
    <>
      {data && <Waiting waiting={data.waiting} />}
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Zurückgehaltene Dateien`}
        rows={data?.items}
        keyOf={({ contentId }) => contentId}
        emptyIcon={ShieldCheck}
        emptyTitle={t`Keine Datei wird zurückgehalten.`}
        columns={[
          {
            id: 'name',
            title: t`Datei`,
            cell: (file) => <HeldLine file={file} />,
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (file) => (
              <MenuButton
                label={t`Aktionen für ${file.name}`}
                entries={[
                  { id: 'recheck', label: t`Erneut prüfen`, icon: RotateCw, onAction: () => recheck(file) },
                  ...(file.state === 'withheld'
                    ? [
                        {
                          id: 'release',
                          label: t`Trotzdem freigeben`,
                          icon: LockOpen,
                          onAction: () => setReleasing(file),
                        },
                      ]
                    : []),
                ]}
              >
                <IconButton icon={Ellipsis} label={t`Aktionen für ${file.name}`} tooltip={false} />
              </MenuButton>
            ),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <ConfirmDialog
        title={t`Datei ungeprüft freigeben?`}
        confirmLabel={t`Trotzdem freigeben`}
        isOpen={releasing !== null}
        onOpenChange={(open) => !open && setReleasing(null)}
        onConfirm={async () => {
          if (releasing) await decide.mutateAsync({ contentId: releasing.contentId, what: 'release' });
        }}
      >
        <Trans>
          „{releasing?.name}“ kann dann jeder öffnen, der den Ordner sieht. Die Datei bleibt als „nicht geprüft“
          gekennzeichnet, und Ihre Entscheidung steht im Protokoll.
        </Trans>
      </ConfirmDialog>
    </>
  );
}

/** Name, why it is kept away, and where it came from. */
function HeldLine({ file }: { readonly file: HeldFile }) {
  const { t } = useLingui();
  const reason = useReason();
  const { name, space, size, state, sender, senderName, uploadedAt } = file;
  const from = sender?.name ?? (senderName || t`jemand ohne Konto`);
  return (
    <div className="held-line">
      <div className="held-name">
        <strong>{name}</strong>
        <span className={state === 'infected' ? 'tag tag-danger' : 'tag tag-warning'}>
          {state === 'infected' ? t`Schadsoftware` : t`Zurückgehalten`}
        </span>
      </div>
      <small>{reason(file)}</small>
      <small>{t`Von ${from}, ${formatDateTime(uploadedAt)}`}</small>
      <small>
        {space} · {formatBytes(size)}
      </small>
    </div>
  );
}

/** How much waits, and why. */
function Waiting({ waiting: { count, since, trouble } }: { readonly waiting: HeldPage['waiting'] }) {
  const { t } = useLingui();
  if (count === 0) return null;
  const why = {
    'not-configured': t`Es ist kein Virenscanner eingestellt. Er fehlt, solange die Regeln eine Prüfung verlangen.`,
    away: t`Der Virenscanner antwortet nicht. Sobald er wieder da ist, geht es von selbst weiter.`,
    'no-signatures': t`Dem Virenscanner fehlen die Signaturen.`,
    'silent-limits': t`Der Virenscanner ist so eingestellt, dass er nicht sagt, wo er zu prüfen aufhört.`,
  };
  return (
    <Banner
      tone={trouble === null ? 'info' : 'warning'}
      isQuiet
      title={t`${plural(count, { one: '# Datei wartet auf die Prüfung.', other: '# Dateien warten auf die Prüfung.' })}`}
    >
      {trouble === null ? (
        <Trans>Der Virenscanner ist dabei.</Trans>
      ) : (
        <>
          {why[trouble]} {since !== null && t`Die erste wartet seit: ${formatRelative(since)}.`}
        </>
      )}
    </Banner>
  );
}

function useReason() {
  const { t } = useLingui();
  const reasons: Readonly<Record<string, string>> = {
    'too-large': t`Zu groß zum Prüfen`,
    encrypted: t`Verschlüsselt`,
    limits: t`Nicht ganz prüfbar`,
    'broken-off': t`Prüfung brach immer wieder ab`,
  };
  return ({ state, finding }: HeldFile) => (state === 'infected' ? finding : (reasons[finding] ?? finding));
}
