import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, ChevronDown, FilePlus, FolderKanban, FolderPlus, Inbox, Plus } from 'lucide-react';
import { useState } from 'react';
import { spaceRulesQuery } from '../../spaces/api/spaces.ts';
import { MakeSpaceDialog, type SharedKind } from '../../spaces/components/make-space-dialog.tsx';
import '../../administration/administration.css';
import { Button } from '../../../ui/button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';

interface NewButtonProps {
  readonly onNew: (kind: 'folder' | 'file') => void;
  /** Files from others, into this folder. */
  readonly onAsk: () => void;
}

export function NewButton({ onNew, onAsk }: NewButtonProps) {
  const { t } = useLingui();
  const { data: rules } = useQuery(spaceRulesQuery);
  const [making, setMaking] = useState<SharedKind | null>(null);
  const spaces = [
    ...(rules?.project === true
      ? [{ id: 'project', label: t`Projektraum`, icon: FolderKanban, onAction: () => setMaking('project') }]
      : []),
    ...(rules?.exchange === true
      ? [{ id: 'exchange', label: t`Austauschraum`, icon: ArrowLeftRight, onAction: () => setMaking('exchange') }]
      : []),
  ];
  return (
    <>
      <MenuButton
        label={t`Neu`}
        entries={[
          { id: 'folder', label: t`Neuer Ordner`, icon: FolderPlus, onAction: () => onNew('folder') },
          { id: 'file', label: t`Neue Textdatei`, icon: FilePlus, onAction: () => onNew('file') },
          { id: 'ask', label: t`Dateien anfordern`, icon: Inbox, separatorBefore: true, onAction: onAsk },
          ...spaces.map((entry, at) => ({ ...entry, separatorBefore: at === 0 })),
        ]}
      >
        <Button icon={Plus} iconAfter={ChevronDown}>{t`Neu`}</Button>
      </MenuButton>
      <MakeSpaceDialog kind={making} onClose={() => setMaking(null)} />
    </>
  );
}
