import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useAddRoom, useChangeRoom, type KeptRoom } from '../api/rooms.ts';
import { changeOfForm, emptyRoomForm, formOfRoom, hoursFit, keyOfForm, newRoomOf } from '../domain/room-form.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { RoomPlaceFields } from './room-place-fields.tsx';
import { RoomRuleFields } from './room-rule-fields.tsx';
import { useDefaultOrganisation } from './use-default-organisation.ts';

interface RoomDialogProps {
  /** 'new', a room to change, or null: closed. */
  readonly subject: KeptRoom | 'new' | null;
  readonly onClose: () => void;
}

/** What a room is, who books it, who decides. */
export function RoomDialog({ subject, onClose }: RoomDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={subject === 'new' || subject === null ? t`Raum oder Gerät anlegen` : t`„${subject.name}“ bearbeiten`}
      size="large"
      isOpen={subject !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {subject !== null && <RoomEditor room={subject === 'new' ? null : subject} onClose={onClose} />}
    </Dialog>
  );
}

function RoomEditor({ room, onClose }: { readonly room: KeptRoom | null; readonly onClose: () => void }) {
  const { t } = useLingui();
  const defaultOrganisation = useDefaultOrganisation();
  const [form, setForm] = useState(() => (room === null ? emptyRoomForm(defaultOrganisation()) : formOfRoom(room)));
  const add = useAddRoom();
  const change = useChangeRoom();
  const set = (next: Partial<typeof form>) => setForm((now) => ({ ...now, ...next }));
  const fits = hoursFit(form) && form.name.trim() !== '' && keyOfForm(form) !== '' && form.organisation !== '';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!fits) return;
    const name = form.name.trim();
    const onSuccess = () => {
      onClose();
      showToast({ title: room === null ? t`${name} ist angelegt.` : t`${name} ist geändert.` });
    };
    if (room === null) add.mutate(newRoomOf(form), { onSuccess });
    else change.mutate({ key: room.key, change: changeOfForm(form) }, { onSuccess });
  }

  return (
    <form className="room-form" onSubmit={submit}>
      <RoomPlaceFields form={form} isNew={room === null} onChange={set} />
      <RoomRuleFields form={form} onChange={set} />
      {room !== null && room.upcoming > 0 && (
        <p className="muted">
          <Trans>Was schon gebucht ist, bleibt: Neue Regeln gelten für neue und geänderte Buchungen.</Trans>
        </p>
      )}
      <AdministrationError error={add.error ?? change.error} />
      <FormButtons
        submitLabel={room === null ? t`Anlegen` : t`Speichern`}
        isPending={add.isPending || change.isPending}
        isDisabled={!fits}
        onCancel={onClose}
      />
    </form>
  );
}
