import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Trash2, X } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileIcon } from '../../../ui/file-icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PointMenu } from '../../../ui/menu.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { fileKeys } from '../api/file-keys.ts';
import type { TrashView } from '../api/node-types.ts';
import { emptyTrash, purgeFromTrash, restoreFromTrash } from '../api/node-commands.ts';
import { useTrash } from '../api/use-trash.ts';
import { refreshLists } from '../commands/refresh.ts';
import { useReport } from '../commands/use-report.ts';
import type { Column } from '../grid/column.ts';
import { FileGrid, type GridHandle, type GridPoint } from '../grid/file-grid.tsx';
import type { EntryParts } from '../grid/grid-row.tsx';
import { useGridState } from '../grid/use-grid-state.ts';
import '../components/files-page.css';

/** What was deleted: to bring back, or to delete for good. */
export function TrashPage() {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const report = useReport();
  const source = useTrash();
  const control = useGridState(source, 'trash');
  const scroller = useRef<HTMLDivElement>(null);
  const handle = useRef<GridHandle>(null);
  const [menu, setMenu] = useState<{ at: GridPoint; ids: readonly number[]; name: string } | null>(null);
  const [purging, setPurging] = useState<readonly number[] | 'all' | null>(null);

  const columns = useMemo<readonly Column<TrashView>[]>(
    () => [
      { id: 'name', label: t`Name`, width: 'minmax(220px, 1fr)', render: () => null },
      {
        id: 'place',
        label: t`Früherer Ort`,
        width: 'minmax(140px, 0.6fr)',
        from: 720,
        render: (item) => <span className="truncate">{placeOf(item) || t`Dateien`}</span>,
      },
      { id: 'at', label: t`Gelöscht`, width: '168px', render: (item) => formatDateTime(item.trashedAt) },
      { id: 'size', label: t`Größe`, width: '96px', align: 'end', from: 560, render: (item) => formatBytes(item.size) },
    ],
    // The formats follow the language of the app.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [t, i18n.locale],
  );
  const parts = useMemo<EntryParts<TrashView>>(
    () => ({
      icon: (item, size) => (
        <span className={`node-icon node-icon-${size}`}>
          <FileIcon kind={item.kind} mime={item.mime} size={size === 'row' ? 'medium' : 'large'} />
        </span>
      ),
      name: (item) => <span className="grid-name-plain">{item.name}</span>,
      subline: (item) => `${placeOf(item) || t`Dateien`} · ${formatDateTime(item.trashedAt)}`,
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [t, i18n.locale],
  );

  const focused = useRef(0);
  focused.current = control.focused;
  const refocus = () => setTimeout(() => handle.current?.goTo(focused.current), 50);
  const refresh = useCallback(async () => {
    await client.invalidateQueries({ queryKey: fileKeys.trash });
    void client.invalidateQueries({ queryKey: ['files', 'folder'] });
    refreshLists(client);
  }, [client]);

  const acting = (entry: TrashView | undefined): readonly number[] => {
    const { ids } = control.selection;
    return entry && !ids.has(entry.id) ? [entry.id] : [...ids];
  };

  async function restore(ids: readonly number[]) {
    if (ids.length === 0) return;
    try {
      const results = await restoreFromTrash(ids);
      const count = results.filter(({ error }) => !error).length;
      report.results(t`Wiederherstellen ist nicht gelungen`, results);
      if (count > 0) {
        showToast({ title: t`${plural(count, { one: '# Eintrag', other: '# Einträge' })} wiederhergestellt` });
      }
    } catch (error) {
      report.failure(t`Wiederherstellen ist nicht gelungen`, error);
    }
    control.clear();
    await refresh();
    refocus();
  }

  async function purge() {
    if (purging === null) return;
    if (purging === 'all') await emptyTrash();
    else report.results(t`Löschen ist nicht gelungen`, await purgeFromTrash(purging));
    control.clear();
    await refresh();
  }

  const selected = control.selection.ids.size;
  const count = purging === 'all' || purging === null ? 0 : purging.length;
  return (
    <div className="files-page">
      <div ref={scroller} className="files-scroll" tabIndex={-1}>
        <div className="files-top" data-sticky>
          <PageHeader
            title={t`Papierkorb`}
            actions={
              source.total ? (
                <Button icon={Trash2} onPress={() => setPurging('all')}>{t`Papierkorb leeren`}</Button>
              ) : undefined
            }
          />
          <div className="files-toolbar" data-sticky>
            {selected > 0 ? (
              <div className="files-selection" role="toolbar" aria-label={t`Auswahl`}>
                <IconButton icon={X} label={t`Auswahl aufheben`} size="small" onPress={control.clear} />
                <strong className="files-selected">
                  {t`${plural(selected, { one: '# ausgewählt', other: '# ausgewählt' })}`}
                </strong>
                <span className="files-selection-actions">
                  <Button
                    variant="quiet"
                    size="small"
                    icon={RotateCcw}
                    aria-label={t`Wiederherstellen`}
                    onPress={() => void restore(acting(undefined))}
                  >{t`Wiederherstellen`}</Button>
                  <Button
                    variant="quiet"
                    size="small"
                    icon={Trash2}
                    aria-label={t`Endgültig löschen`}
                    onPress={() => setPurging(acting(undefined))}
                  >{t`Endgültig löschen`}</Button>
                </span>
              </div>
            ) : (
              <p className="muted">
                <Trans>
                  Gelöschtes bleibt hier erhalten, bis Sie den Papierkorb leeren oder die Aufbewahrungsfrist endet.
                </Trans>
              </p>
            )}
          </div>
        </div>
        {source.error ? (
          <ErrorBanner error={source.error} onRetry={source.retry} />
        ) : source.total === 0 ? (
          <div className="files-state">
            <EmptyState icon={Trash2} title={<Trans>Der Papierkorb ist leer</Trans>}>
              <Trans>Was Sie löschen, kommt zuerst hierher und lässt sich wiederherstellen.</Trans>
            </EmptyState>
          </div>
        ) : (
          <FileGrid
            label={t`Papierkorb`}
            identity="trash"
            source={source}
            control={control}
            columns={columns}
            layout="list"
            parts={parts}
            scroller={scroller}
            handle={handle}
            onCommand={(command, entry) => {
              const ids = acting(entry);
              if (command === 'delete' && ids.length > 0) setPurging(ids);
              if ((command === 'menu' || command === 'open') && entry) {
                const box = scroller.current
                  ?.querySelector(`[data-index="${control.focused}"]`)
                  ?.getBoundingClientRect();
                setMenu({ at: { x: (box?.left ?? 0) + 64, y: (box?.bottom ?? 100) - 8 }, ids, name: entry.name });
              }
            }}
            onMenu={(entry, at) => setMenu({ at, ids: acting(entry), name: entry.name })}
          />
        )}
      </div>
      <PointMenu
        at={menu?.at ?? null}
        label={menu ? t`Aktionen für ${menu.name}` : t`Papierkorb`}
        onClose={() => {
          setMenu(null);
          refocus();
        }}
        entries={[
          {
            id: 'restore',
            label: t`Wiederherstellen`,
            icon: RotateCcw,
            onAction: () => void restore(menu?.ids ?? []),
          },
          {
            id: 'purge',
            label: t`Endgültig löschen`,
            icon: Trash2,
            isDangerous: true,
            separatorBefore: true,
            onAction: () => setPurging(menu?.ids ?? null),
          },
        ]}
      />
      <ConfirmDialog
        title={purging === 'all' ? t`Papierkorb leeren?` : t`Endgültig löschen?`}
        confirmLabel={purging === 'all' ? t`Papierkorb leeren` : t`Endgültig löschen`}
        isDangerous
        isOpen={purging !== null}
        onOpenChange={(open) => !open && setPurging(null)}
        onConfirm={purge}
      >
        {purging === 'all' ? (
          <Trans>
            Alles im Papierkorb wird gelöscht, mit allen früheren Versionen. Das lässt sich nicht rückgängig machen.
          </Trans>
        ) : (
          t`${plural(count, { one: '# Eintrag wird', other: '# Einträge werden' })} mit allen früheren Versionen gelöscht. Das lässt sich nicht rückgängig machen.`
        )}
      </ConfirmDialog>
    </div>
  );
}

function placeOf({ path, name }: TrashView): string {
  const names = path.split('/').filter((part) => part !== '');
  return (names.at(-1) === name ? names.slice(0, -1) : names).join(' / ');
}
