import { useLingui } from '@lingui/react/macro';
import { ChevronDown, FilePlus, FolderPlus, Plus } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';

interface NewButtonProps {
  readonly onNew: (kind: 'folder' | 'file') => void;
}

export function NewButton({ onNew }: NewButtonProps) {
  const { t } = useLingui();
  return (
    <MenuButton
      label={t`Neu`}
      entries={[
        { id: 'folder', label: t`Neuer Ordner`, icon: FolderPlus, onAction: () => onNew('folder') },
        { id: 'file', label: t`Neue Textdatei`, icon: FilePlus, onAction: () => onNew('file') },
      ]}
    >
      <Button icon={Plus} iconAfter={ChevronDown}>{t`Neu`}</Button>
    </MenuButton>
  );
}
