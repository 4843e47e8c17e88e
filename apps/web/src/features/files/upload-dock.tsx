import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePerson } from '../../session/session.ts';
import { showToast } from '../../ui/toast-store.ts';
import { announce } from './commands/announce.ts';
import { refreshFolders } from './commands/refresh.ts';
import { useLiveUpdates } from './commands/use-live-updates.ts';
import { ConflictDialog } from './components/conflict-dialog.tsx';
import { RoomDialog } from './components/room-dialog.tsx';
import { UploadPanel } from './uploads/upload-panel.tsx';
import { uploads, useUploads } from './uploads/use-uploads.ts';

/** What of files lives on while pages change: the upload queue, its questions, live updates. Stands once in the shell. */
export function UploadDock() {
  useLiveUpdates();
  useRestored();
  useFinishedUploads();
  useLeaveWarning();
  return (
    <>
      <UploadPanel />
      <ConflictDialog />
      <RoomDialog />
    </>
  );
}

function useRestored(): void {
  const { login } = usePerson();
  useEffect(() => void uploads.restore(login), [login]);
}

function useFinishedUploads(): void {
  const { t } = useLingui();
  const client = useQueryClient();
  useEffect(
    () =>
      uploads.onFinished((group) => {
        void refreshFolders(client, [group.targetId]);
        const { name, counts } = group;
        const count = Math.min(group.files, counts.done);
        if (counts.failed > 0) {
          const failed = counts.failed;
          const title = t`${plural(failed, { one: '# Datei', other: '# Dateien' })} nicht hochgeladen`;
          showToast({ tone: 'danger', title, text: t`Gründe und ein neuer Versuch stehen in der Liste.` });
        } else if (count > 0) {
          announce(
            group.kind === 'file'
              ? t`„${name}“ hochgeladen`
              : t`${plural(count, { one: '# Datei', other: '# Dateien' })} hochgeladen`,
          );
        }
      }),
    [client, t],
  );
}

function useLeaveWarning(): void {
  const { running } = useUploads();
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [running]);
}
