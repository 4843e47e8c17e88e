import { useLingui } from '@lingui/react/macro';
import { FileUp, FolderUp, Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { readFileList, type DroppedTree } from '../domain/drop-tree.ts';

interface UploadButtonProps {
  readonly onChoose: (tree: DroppedTree) => void;
}

/** Chooses files or a whole folder; the same as dropping them. */
export function UploadButton({ onChoose }: UploadButtonProps) {
  const { t } = useLingui();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (input: HTMLInputElement) => {
    if (input.files?.length) onChoose(readFileList(input.files));
    input.value = '';
  };
  return (
    <>
      <MenuButton
        label={t`Hochladen`}
        entries={[
          { id: 'files', label: t`Dateien auswählen`, icon: FileUp, onAction: () => files.current?.click() },
          { id: 'folder', label: t`Ordner auswählen`, icon: FolderUp, onAction: () => folder.current?.click() },
        ]}
      >
        <Button variant="primary" icon={Upload}>{t`Hochladen`}</Button>
      </MenuButton>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-upload="files"
        aria-label={t`Dateien auswählen`}
        onChange={(event) => chosen(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        data-upload="folder"
        aria-label={t`Ordner auswählen`}
        {...{ webkitdirectory: '' }}
        onChange={(event) => chosen(event.currentTarget)}
      />
    </>
  );
}
