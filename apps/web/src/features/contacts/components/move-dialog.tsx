import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { useMoveContact } from '../api/contacts.ts';
import type { Book, Contact } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';

interface MoveDialogProps {
  readonly contact: Contact;
  readonly targets: readonly Book[];
  readonly onClose: () => void;
  readonly onMoved: (contact: { readonly book: string; readonly id: number }) => void;
}

export function MoveDialog({ contact, targets, onClose, onMoved }: MoveDialogProps) {
  const { t } = useLingui();
  const [to, setTo] = useState(targets[0]?.uri ?? '');
  const move = useMoveContact();
  const start = () =>
    move.mutate(
      { contact, to },
      {
        onSuccess: (moved) => {
          onClose();
          onMoved(moved);
        },
      },
    );
  return (
    <Dialog
      isOpen
      size="small"
      title={t`Kontakt verschieben`}
      onOpenChange={(open) => !open && onClose()}
      isBusy={move.isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isPending={move.isPending} onPress={start}>
            <Trans>Verschieben</Trans>
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select
          label={t`In das Adressbuch`}
          options={targets.map(({ uri, name }) => ({ id: uri, label: name }))}
          value={to}
          onChange={setTo}
        />
        {move.error !== null && <ErrorBanner error={move.error} own={contactErrors} />}
      </div>
    </Dialog>
  );
}
