import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Share2, UploadCloud } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PointMenu } from '../../../ui/menu.tsx';
import { useGivenIds } from '../../sharing/api/shares.ts';
import { AskDialog } from '../../handovers/components/ask-dialog.tsx';
import { HandOverDialog } from '../../handovers/components/hand-over-dialog.tsx';
import { ShareDialog } from '../../sharing/components/share-dialog.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import type { Ancestor, NodeView, SortKey } from '../api/node-types.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { announce } from '../commands/announce.ts';
import { useClipboard } from '../commands/clipboard.ts';
import { useFilesSearch } from '../commands/use-viewer-param.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import { selectOnly } from '../domain/selection.ts';
import { FileGrid, type GridHandle, type GridPoint } from '../grid/file-grid.tsx';
import { useGridState } from '../grid/use-grid-state.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { nextSorting, useBrowserSettings } from './browser-settings.ts';
import { BrowserToolbar } from './browser-toolbar.tsx';
import { DetailsBody, DetailsPanel, type DetailsPart } from './details-panel.tsx';
import { NameDialog } from './name-dialog.tsx';
import { NewButton } from './new-button.tsx';
import { type NodeColumns, useNodeColumns } from './node-columns.tsx';
import { useFolderMenu, useNodeMenu } from './node-menu.ts';
import { TransferDialog } from './transfer-dialog.tsx';
import { UploadButton } from './upload-button.tsx';
import { useDrop } from './use-drop.ts';
import { useNodeActions } from './use-node-actions.ts';
import { useNodeDrag } from './use-node-drag.ts';
import { useNodeParts } from './use-node-parts.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useScrollMemory } from './use-scroll-memory.ts';
import { useIsWide } from './use-is-wide.ts';
import './files-page.css';
import { may } from '../domain/rights.ts';

export interface NodeBrowserProps {
  /** Changes when another list is shown. */
  readonly identity: string;
  readonly title: string;
  readonly above?: ReactNode;
  readonly source: EntrySource<LocatedNode>;
  /** null for lists across folders. */
  readonly folder: NodeView | null;
  readonly ancestors?: readonly Ancestor[];
  readonly filter?: string;
  readonly onFilter?: (filter: string) => void;
  readonly sortable?: boolean;
  /** Which columns; by default what fits a folder or a list across folders. */
  readonly columns?: NodeColumns;
  readonly tools?: ReactNode;
  /** Beside the buttons that add something. */
  readonly headActions?: ReactNode;
  /** Between the head and the list; scrolls away with it. */
  readonly head?: ReactNode;
  /** Instead of the grid where nothing is. */
  readonly empty: ReactNode;
}

/** A page of nodes: a folder, favourites, recent files, what a search found. */
export function NodeBrowser(props: NodeBrowserProps) {
  const { identity, title, above, source, folder, ancestors = noAncestors, filter, onFilter, sortable = false } = props;
  const { t } = useLingui();
  const [settings, change] = useBrowserSettings();
  const control = useGridState(source, identity);
  const { open, select, details, show } = useFilesSearch();
  const [part, setPart] = useState<DetailsPart>(details ?? 'facts');
  const page = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const handle = useRef<GridHandle>(null);
  const fileInput = useRef<HTMLDivElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [menu, setMenu] = useState<{ at: GridPoint; node: LocatedNode | null } | null>(null);
  const isWide = useIsWide();
  const cut = useClipboard();
  const canChange = folder === null || may(folder, 'change');

  const reveal = useReveal(source, handle, control);
  const focusedRef = useRef(0);
  focusedRef.current = control.focused;
  const isBusy = useRef(false);
  const refocus = useCallback(
    () =>
      setTimeout(() => {
        // What the menu started has the focus already.
        if (!isBusy.current) handle.current?.goTo(focusedRef.current);
      }, 30),
    [],
  );
  const toggleDetails = () => change({ detailsOpen: !settings.detailsOpen });
  const chooseFiles = () => fileInput.current?.querySelector<HTMLInputElement>('[data-upload="files"]')?.click();
  const actions = useNodeActions({
    source,
    control,
    folder,
    ancestors,
    title,
    show,
    reveal,
    refocus,
    chooseFiles,
    toggleDetails,
  });
  const latest = useRef(actions);
  latest.current = actions;
  isBusy.current =
    actions.renamingId !== null ||
    actions.asked !== null ||
    actions.naming !== null ||
    actions.sharing !== null ||
    actions.handingOver !== null ||
    isAsking ||
    open !== undefined;

  const columns = useNodeColumns(props.columns ?? (folder ? 'folder' : 'lists'));
  const sharedIds = useGivenIds();
  const parts = useNodeParts({
    renamingId: actions.renamingId,
    onRenamed: useCallback((node, name) => void latest.current.finishRename(node, name), []),
    onFavourite: useCallback((node) => latest.current.favourite(node), []),
    cutIds: cut?.mode === 'move' ? cut.ids : null,
    // With fingers a long press selects.
    canDrag: !isCoarse,
    showPlace: folder === null,
    sharedIds,
  });
  const nodeMenu = useNodeMenu();
  const folderMenu = useFolderMenu();
  const canPaste = cut !== null && actions.here !== null;
  const { handlers, isFileOver } = useDrop({
    here: actions.here,
    nameOf: (id) => source.at(source.indexOf(id))?.name,
    onFiles: (tree, target) => void actions.dropFiles(tree, target),
    onNodes: actions.dropNodes,
  });
  const drag = useNodeDrag(source, control, folder?.id ?? null);
  usePageKeys(page, {
    run: actions.run,
    onFiles: (tree) => actions.here && void actions.dropFiles(tree, actions.here),
  });
  useScrollMemory(scroller, identity, source.total !== null);
  useSelectedAnnouncement(control.selection.ids.size);

  useEffect(() => {
    if (select !== undefined && source.total !== null) void reveal(select);
  }, [select, identity, source.total === null]);

  useEffect(() => {
    if (details === undefined) return;
    setPart(details);
    change({ detailsOpen: true });
  }, [details, select, identity]);

  const selectedNode = useMemo(() => {
    const [only, ...others] = control.selection.ids;
    if (only === undefined) return folder;
    return others.length > 0 ? null : (source.at(source.indexOf(only)) ?? null);
  }, [control.selection, source, folder]);

  // The same entries while the menu fades away.
  const lastMenu = useRef(menu);
  if (menu) lastMenu.current = menu;
  const menuNode = lastMenu.current?.node ?? null;
  const menuNodes = menuNode ? actions.acting(menuNode) : null;
  const total = source.total;
  const failed = source.error;
  return (
    <div ref={page} className="files-page" {...handlers} {...drag}>
      <div
        ref={scroller}
        className="files-scroll"
        tabIndex={-1}
        onContextMenu={(event) => {
          if (event.defaultPrevented || !actions.here || (event.target as HTMLElement).closest('.files-top')) return;
          event.preventDefault();
          setMenu({ at: { x: event.clientX, y: event.clientY }, node: null });
        }}
      >
        <div className="files-top" data-sticky>
          <PageHeader
            title={title}
            above={above}
            actions={
              <>
                {props.headActions}
                {folder && folder.rootOf !== 'personal' && (
                  <Button icon={Share2} onPress={() => actions.run('share', folder)}>
                    <Trans>Freigaben</Trans>
                  </Button>
                )}
                {actions.here && (
                  <>
                    <NewButton
                      onNew={(kind) => actions.run(kind === 'folder' ? 'newFolder' : 'newFile')}
                      onAsk={() => setAsking(true)}
                    />
                    <div ref={fileInput} className="contents">
                      <UploadButton onChoose={(tree) => actions.here && void actions.dropFiles(tree, actions.here)} />
                    </div>
                  </>
                )}
              </>
            }
          />
          <BrowserToolbar
            selected={control.selection.ids.size}
            total={total}
            hasMore={source.hasMore}
            canChange={canChange}
            onAction={(action) => actions.run(action)}
            onClear={control.clear}
            filter={filter}
            onFilter={onFilter}
            sorting={sortable ? settings.sorting : undefined}
            onSorting={(sorting) => change({ sorting })}
            layout={settings.layout}
            onLayout={(layout) => change({ layout })}
            detailsOpen={settings.detailsOpen}
            onDetails={toggleDetails}
          >
            {props.tools}
          </BrowserToolbar>
        </div>
        {props.head}
        {failed ? (
          <div className="files-state">
            <ErrorBanner error={failed} onRetry={source.retry} />
          </div>
        ) : total === 0 ? (
          <div className="files-state">{props.empty}</div>
        ) : (
          <FileGrid
            label={title}
            identity={identity}
            source={source}
            control={control}
            columns={columns}
            layout={settings.layout}
            sorting={sortable ? settings.sorting : undefined}
            onSort={sortable ? (key: SortKey) => change({ sorting: nextSorting(settings.sorting, key) }) : undefined}
            parts={parts}
            scroller={scroller}
            handle={handle}
            onCommand={(command, entry) => {
              if (command === 'menu') {
                if (entry) setMenu({ at: pointOf(scroller.current, control.focused), node: entry });
              } else if (command === 'paste') actions.run('paste');
              else actions.run(command, entry);
            }}
            onMenu={(node, at) => {
              // Shows what the menu is about.
              if (!control.selection.ids.has(node.id)) control.select(selectOnly(node.id));
              setMenu({ at, node });
            }}
          />
        )}
      </div>
      {settings.detailsOpen && isWide && (
        <DetailsPanel
          node={selectedNode}
          selected={control.selection.ids.size}
          onClose={toggleDetails}
          onOpen={(node) => actions.run('open', node)}
          onShare={(node) => actions.run('share', node)}
          part={part}
          onPart={setPart}
        />
      )}
      {settings.detailsOpen && !isWide && selectedNode && (
        <Dialog title={selectedNode.name} isOpen onOpenChange={toggleDetails}>
          <DetailsBody
            node={selectedNode}
            onOpen={(node) => actions.run('open', node)}
            onShare={(node) => actions.run('share', node)}
            part={part}
            onPart={setPart}
          />
        </Dialog>
      )}
      {isFileOver && <DropHint name={actions.here?.name ?? ''} />}
      <PointMenu
        at={menu?.at ?? null}
        label={menuNode ? t`Aktionen für ${menuNode.name}` : title}
        onClose={() => {
          setMenu(null);
          refocus();
        }}
        entries={
          menuNode && menuNodes
            ? nodeMenu({
                nodes: menuNodes.nodes,
                count: menuNodes.ids.length,
                canChange: menuNodes.nodes.every(({ mayRemove }) => mayRemove),
                canReveal: folder === null,
                canPaste,
                run: (action) => actions.run(action, menuNode),
              })
            : folderMenu(actions.run, canPaste)
        }
      />
      {actions.asked && (
        <TransferDialog
          mode={actions.asked.mode}
          ids={actions.asked.ids}
          name={actions.asked.ids.length === 1 ? actions.asked.entries[0]?.name : undefined}
          path={folder ? [...ancestors, { id: folder.id, name: title }] : noAncestors}
          onChoose={actions.transferTo}
          onClose={actions.closeAsked}
        />
      )}
      <AskDialog isOpen={isAsking} onClose={() => setAsking(false)} folder={folder && { id: folder.id, name: title }} />
      {actions.sharing && <ShareDialog node={actions.sharing} onClose={actions.closeSharing} />}
      {actions.handingOver && <HandOverDialog node={actions.handingOver} onClose={actions.closeHandingOver} />}
      {actions.naming && (
        <NameDialog
          title={actions.naming === 'folder' ? t`Neuer Ordner` : t`Neue Textdatei`}
          label={t`Name`}
          kind={actions.naming}
          initial={actions.naming === 'folder' ? t`Neuer Ordner` : t`Neue Notiz.txt`}
          confirmLabel={t`Anlegen`}
          onConfirm={actions.create}
          onClose={actions.closeNaming}
        />
      )}
      {open !== undefined && (
        <Viewer
          id={open}
          source={source}
          onShow={(id) => show(id, true)}
          onClose={() => {
            show(null);
            void reveal(open);
          }}
        />
      )}
    </div>
  );
}

const noAncestors: readonly Ancestor[] = [];
const isCoarse = matchMedia('(pointer: coarse)').matches;

function DropHint({ name }: { readonly name: string }) {
  return (
    <div className="files-drop">
      <div className="files-drop-card">
        <UploadCloud aria-hidden />
        <Trans>Zum Hochladen hier ablegen</Trans>
        <small>
          <Trans>Ziel: {name}</Trans>
        </small>
      </div>
    </div>
  );
}

/** Selects an entry by its id and brings it into view, wherever in the list it stands. */
function useReveal(
  source: EntrySource<LocatedNode>,
  handle: { current: GridHandle | null },
  control: ReturnType<typeof useGridState<LocatedNode>>,
) {
  const latest = useRef({ source, control });
  latest.current = { source, control };
  return useCallback(
    async (id: number) => {
      const near = latest.current.source.indexOf(id);
      const index = near >= 0 ? near : (await latest.current.source.allIds()).indexOf(id);
      if (index < 0) return;
      latest.current.control.select(selectOnly(id));
      // After a dialog has given the focus back.
      setTimeout(() => handle.current?.goTo(index), 50);
    },
    [handle],
  );
}

function useSelectedAnnouncement(count: number) {
  const { t } = useLingui();
  const before = useRef(count);
  useEffect(() => {
    if (before.current === count) return;
    before.current = count;
    announce(count === 0 ? t`Nichts ausgewählt` : t`${plural(count, { one: '# ausgewählt', other: '# ausgewählt' })}`);
  }, [count, t]);
}

function pointOf(scroller: HTMLElement | null, index: number): GridPoint {
  const box = scroller?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
  return box ? { x: box.left + 64, y: Math.min(box.bottom - 8, window.innerHeight - 40) } : { x: 100, y: 100 };
}
