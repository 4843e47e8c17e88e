import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { FileIcon } from '../ui/file-icon.tsx';
import { foundFilesQuery, whereOf } from './found-files.ts';
import { PaletteSection, type PaletteEntry } from './palette-section.tsx';
import { useCommands } from './use-commands.ts';
import { useDebounced } from './use-debounced.ts';
import { useFoundThings } from './use-found-things.tsx';
import '../ui/dialog.css';
import '../ui/menu.css';
import './command-palette.css';

const mostBeside = 4;

/** Ctrl K: files, events and people by name and everything that one can do, by keyboard. Enter takes the first. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const typed = text.trim();
  const term = useDebounced(typed, 150);
  const found = useQuery(foundFilesQuery(term));
  const { events, contacts } = useFoundThings(typed === '' ? '' : term, mostBeside);
  const { commands, openNode, searchAll } = useCommands();

  const files: PaletteEntry[] = (typed === '' ? [] : (found.data ?? [])).map((file) => ({
    id: `file-${file.node.id}`,
    label: file.node.name,
    picture: <FileIcon kind={file.node.kind} mime={file.node.mime} size="small" />,
    end: whereOf(file),
    onAction: () => openNode(file.node),
  }));
  const all: PaletteEntry = {
    id: 'search-all',
    label: t`Alle Ergebnisse für „${typed}“`,
    picture: <Search aria-hidden />,
    onAction: () => searchAll(typed),
  };
  const fitting: PaletteEntry[] = commands
    .filter((command) => command.label.toLocaleLowerCase().includes(typed.toLocaleLowerCase()))
    .map(({ id, label, icon: Icon, onAction }) => ({ id, label, picture: <Icon aria-hidden />, onAction }));
  const fileEntries = typed === '' ? [] : [...files, all];
  const first = files[0] ?? events[0] ?? contacts[0] ?? fitting[0] ?? all;
  const marked = typed === '' ? null : first.id;

  return (
    <ModalOverlay
      className="ui-overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="ui-modal palette">
        <Dialog className="ui-dialog" aria-label={t`Schnellsuche`}>
          <Autocomplete inputValue={text} onInputChange={setText} disableAutoFocusFirst>
            <SearchField
              className="palette-field"
              aria-label={t`Dateien, Termine, Kontakte und Befehle suchen`}
              autoFocus
              onSubmit={() => {
                if (typed === '') return;
                first.onAction();
                onClose();
              }}
            >
              <Search aria-hidden />
              <Input placeholder={t`Dateien, Termine, Kontakte und Befehle suchen`} />
              <kbd aria-hidden>Esc</kbd>
            </SearchField>
            {/* Scrolls by keyboard too: the entries themselves are never focused. */}
            <div className="palette-scroll" tabIndex={0} role="group" aria-label={t`Ergebnisse`}>
              <Menu
                className="ui-menu palette-menu"
                aria-label={t`Ergebnisse`}
                onClose={onClose}
                renderEmptyState={() => <p className="ui-menu-header muted">{t`Nichts gefunden.`}</p>}
              >
                <PaletteSection title={t`Dateien`} entries={fileEntries} first={marked} />
                <PaletteSection title={t`Termine`} entries={events} first={marked} />
                <PaletteSection title={t`Kontakte`} entries={contacts} first={marked} />
                <PaletteSection title={t`Befehle`} entries={fitting} first={marked} />
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
