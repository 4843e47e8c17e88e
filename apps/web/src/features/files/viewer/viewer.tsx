import { useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { buttonClass } from '../../../ui/button-class.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { downloadUrl } from '../api/node-urls.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { useNode } from '../api/use-nodes.ts';
import { announce } from '../commands/announce.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import { isHeld } from '../domain/release.ts';
import { ViewerContent } from './viewer-content.tsx';
import './viewer.css';

interface ViewerProps {
  readonly id: number;
  readonly source: EntrySource<LocatedNode>;
  readonly onShow: (id: number) => void;
  readonly onClose: () => void;
}

/** Shows a file over the whole page; arrows go on to the next file of the list. */
export function Viewer({ id, source, onShow, onClose }: ViewerProps) {
  const { t } = useLingui();
  const listed = source.at(source.indexOf(id));
  const { data, error, refetch } = useNode(listed ? null : id);
  const node = listed ?? data;
  const step = useNeighbours(id, source, onShow);

  const name = node?.name;
  useEffect(() => {
    if (name !== undefined) announce(name);
  }, [name]);

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest('video, audio, input')) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      step(event.key === 'ArrowRight' ? 1 : -1);
    }
  }

  return (
    <ModalOverlay
      className="viewer-overlay"
      isOpen
      isKeyboardDismissDisabled={false}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="viewer-modal">
        <Dialog className="viewer" aria-label={name ?? t`Datei`}>
          <div className="viewer-frame" onKeyDown={onKeyDown}>
            <header className="viewer-head">
              <h2 className="truncate">{name}</h2>
              {node && !isHeld(node) && (
                <a
                  className={buttonClass({ variant: 'quiet', size: 'small' })}
                  href={downloadUrl(id)}
                  download
                  aria-label={t`Herunterladen`}
                >
                  <Download aria-hidden className="ui-button-icon" />
                  <span className="viewer-download">{t`Herunterladen`}</span>
                </a>
              )}
              <IconButton icon={X} label={t`Schließen`} onPress={onClose} autoFocus />
            </header>
            <div className="viewer-stage">
              {node ? (
                <ViewerContent key={`${node.id} ${node.etag}`} node={node} />
              ) : error ? (
                <ErrorBanner error={error} onRetry={() => void refetch()} />
              ) : (
                <Loading />
              )}
            </div>
            <div className="viewer-step viewer-previous">
              <IconButton icon={ChevronLeft} label={t`Vorherige Datei`} onPress={() => step(-1)} />
            </div>
            <div className="viewer-step viewer-next">
              <IconButton icon={ChevronRight} label={t`Nächste Datei`} onPress={() => step(1)} />
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Goes to the next file, over folders and over what is not loaded yet. */
function useNeighbours(id: number, source: EntrySource<LocatedNode>, onShow: (id: number) => void) {
  const { t } = useLingui();
  const [pending, setPending] = useState<{ from: number; by: 1 | -1 } | null>(null);

  function go(from: number, by: 1 | -1): void {
    const total = source.total ?? 0;
    for (let index = from + by; index >= 0 && index < total; index += by) {
      const entry = source.at(index);
      if (!entry) {
        source.show({ start: Math.max(0, index - 20), end: index + 20 });
        setPending({ from: index - by, by });
        return;
      }
      if (entry.kind === 'file') {
        setPending(null);
        onShow(entry.id);
        return;
      }
    }
    setPending(null);
    announce(by > 0 ? t`Das ist die letzte Datei.` : t`Das ist die erste Datei.`);
  }

  useEffect(() => {
    if (pending && source.at(pending.from + pending.by)) go(pending.from, pending.by);
  });

  return (by: 1 | -1) => {
    const index = source.indexOf(id);
    if (index >= 0) go(index, by);
  };
}
