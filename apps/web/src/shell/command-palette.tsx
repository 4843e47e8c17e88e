import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Header } from 'react-aria-components/Header';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { useState } from 'react';
import { FileIcon } from '../ui/file-icon.tsx';
import { foundFilesQuery, whereOf } from './found-files.ts';
import { useCommands } from './use-commands.ts';
import { useDebounced } from './use-debounced.ts';
import '../ui/dialog.css';
import '../ui/menu.css';
import './command-palette.css';

/** Ctrl K: files by name and everything that one can do, by keyboard. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const term = useDebounced(text.trim(), 150);
  const { data: files = [] } = useQuery(foundFilesQuery(term));
  const words = text.trim().toLocaleLowerCase();
  const { commands, openNode, searchAll } = useCommands();
  const shown = commands.filter((command) => command.label.toLocaleLowerCase().includes(words));

  return (
    <ModalOverlay
      className="ui-overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="ui-modal palette">
        <Dialog className="ui-dialog" aria-label={t`Schnellsuche`}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField className="palette-field" aria-label={t`Dateien und Befehle suchen`} autoFocus>
              <Search aria-hidden />
              <Input placeholder={t`Dateien und Befehle suchen`} />
              <kbd aria-hidden>Esc</kbd>
            </SearchField>
            <Menu
              className="ui-menu palette-menu"
              aria-label={t`Ergebnisse`}
              onClose={onClose}
              renderEmptyState={() => <p className="ui-menu-header muted">{t`Nichts gefunden.`}</p>}
            >
              {term !== '' && files.length > 0 && (
                <MenuSection>
                  <Header className="palette-heading">{t`Dateien`}</Header>
                  {files.map((file) => (
                    <MenuItem
                      key={file.node.id}
                      id={`file-${file.node.id}`}
                      textValue={file.node.name}
                      className="ui-menu-item"
                      onAction={() => openNode(file.node)}
                    >
                      <FileIcon kind={file.node.kind} mime={file.node.mime} size="small" />
                      <Text slot="label" className="ui-menu-label">
                        {file.node.name}
                      </Text>
                      <Text slot="description" className="ui-menu-shortcut truncate">
                        {whereOf(file)}
                      </Text>
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {words !== '' && (
                <MenuItem
                  id="search-all"
                  textValue={t`Alle Ergebnisse für „${text.trim()}“`}
                  className="ui-menu-item"
                  onAction={() => searchAll(text.trim())}
                >
                  <Search aria-hidden />
                  <Text slot="label" className="ui-menu-label">
                    {t`Alle Ergebnisse für „${text.trim()}“`}
                  </Text>
                </MenuItem>
              )}
              {shown.length > 0 && (
                <MenuSection>
                  <Header className="palette-heading">{t`Befehle`}</Header>
                  {shown.map(({ id, label, icon: Icon, onAction }) => (
                    <MenuItem key={id} id={id} textValue={label} className="ui-menu-item" onAction={onAction}>
                      <Icon aria-hidden />
                      <Text slot="label" className="ui-menu-label">
                        {label}
                      </Text>
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
