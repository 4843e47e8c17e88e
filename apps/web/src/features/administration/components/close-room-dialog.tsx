import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useCloseRoom, type KeptRoom } from '../api/rooms.ts';
import { AdministrationError } from './administration-error.tsx';

/** Closes a room, and asks what becomes of what is booked. */
export function CloseRoomDialog({ room, onClose }: { readonly room: KeptRoom; readonly onClose: () => void }) {
  const { t } = useLingui();
  const close = useCloseRoom();
  const [bookings, setBookings] = useState<'keep' | 'decline'>('keep');
  const [reason, setReason] = useState('');
  const { key, name, upcoming } = room;
  return (
    <Dialog
      title={t`„${name}“ schließen?`}
      role="alertdialog"
      isOpen
      isBusy={close.isPending}
      onOpenChange={onClose}
      footer={
        <>
          <Button variant="quiet" isDisabled={close.isPending} onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button
            variant="danger"
            isPending={close.isPending}
            onPress={() =>
              close.mutate(
                { key, bookings, reason: reason.trim() },
                {
                  onSuccess: () => {
                    onClose();
                    showToast({ title: t`${name} ist geschlossen.` });
                  },
                },
              )
            }
          >
            <Trans>Schließen und nicht mehr vergeben</Trans>
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          <Trans>Neue Einladungen werden abgelehnt. Sie können jederzeit wieder öffnen.</Trans>{' '}
          <Plural
            value={upcoming}
            _0="Es ist nichts gebucht."
            one="Eine Buchung steht noch aus."
            other="# Buchungen stehen noch aus."
          />
        </p>
        {upcoming > 0 && (
          <RadioGroup
            label={t`Was wird aus den Buchungen?`}
            options={[
              { id: 'keep', label: t`Sie bleiben`, description: t`Was gebucht ist, findet noch dort statt` },
              {
                id: 'decline',
                label: t`Alle absagen`,
                description: t`Wer eingeladen hat, bekommt die Absage mit dem Grund`,
              },
            ]}
            value={bookings}
            onChange={setBookings}
          />
        )}
        {bookings === 'decline' && (
          <TextField
            multiline
            label={t`Grund`}
            placeholder={t`Umbau bis März`}
            value={reason}
            onChange={setReason}
            maxLength={500}
          />
        )}
        <AdministrationError error={close.error} />
      </div>
    </Dialog>
  );
}
