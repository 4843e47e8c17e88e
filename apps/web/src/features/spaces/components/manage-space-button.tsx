import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, CircleStop, Handshake, Pencil, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { spacesQuery, type Space } from '../../../session/spaces.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { useCloseSpace } from '../api/spaces.ts';
import { spaceErrors } from '../space-words.ts';
import { ChangeSpaceDialog } from './change-space-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** In the folder that is the root of a space: what its managers do with it as a whole. */
export function ManageSpaceButton({ folderId }: { readonly folderId: number }) {
  const { data } = useQuery(spacesQuery);
  const space = data?.find((one) => one.kind !== 'personal' && one.rootId === folderId);
  if (space === undefined || !space.manages) return null;
  return <ManageMenu space={space} />;
}

function ManageMenu({ space }: { readonly space: Space }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<'change' | 'hand-over' | 'close' | null>(null);
  const close = useCloseSpace(space.id);
  const shut = () => setOpen(null);
  const ended = space.closedAt !== null;
  return (
    <>
      <MenuButton
        label={t`Raum verwalten`}
        entries={[
          {
            id: 'change',
            label: ended ? t`Verlängern` : t`Angaben ändern`,
            icon: ended ? CalendarPlus : Pencil,
            onAction: () => setOpen('change'),
          },
          { id: 'hand-over', label: t`Übergeben`, icon: Handshake, onAction: () => setOpen('hand-over') },
          ...(ended
            ? []
            : [
                {
                  id: 'close',
                  label: t`Jetzt beenden`,
                  icon: CircleStop,
                  isDangerous: true,
                  separatorBefore: true,
                  onAction: () => setOpen('close'),
                },
              ]),
        ]}
      >
        <Button icon={Settings2}>{t`Raum verwalten`}</Button>
      </MenuButton>
      <ChangeSpaceDialog space={space} isOpen={open === 'change'} onClose={shut} />
      <HandOverDialog space={space} isOpen={open === 'hand-over'} onClose={shut} />
      <ConfirmDialog
        title={t`„${space.name}“ jetzt beenden?`}
        confirmLabel={t`Beenden`}
        isDangerous
        isOpen={open === 'close'}
        onOpenChange={(isOpen) => !isOpen && shut()}
        errors={spaceErrors}
        onConfirm={() => close.mutateAsync()}
      >
        {space.kind === 'exchange' ? (
          <Trans>
            Alle außer denen, die den Raum verwalten, verlieren sofort den Zugriff, auch mitten im Herunterladen. Später
            wird er gelöscht. Bis dahin können Sie ihn verlängern.
          </Trans>
        ) : (
          <Trans>
            Der Raum lässt sich dann nur noch lesen und wird später gelöscht. Bis dahin können Sie ihn verlängern.
          </Trans>
        )}
      </ConfirmDialog>
    </>
  );
}
