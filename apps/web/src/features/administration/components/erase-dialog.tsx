import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErase, type Person } from '../api/people.ts';
import { AdministrationError } from './administration-error.tsx';

interface EraseDialogProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Takes away everything that names a person who has left; asks for the login to be typed. */
export function EraseDialog({ isOpen, ...rest }: EraseDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      size="small"
      title={t`Personendaten von ${rest.person.name} löschen?`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && rest.onClose()}
    >
      <EraseForm {...rest} />
    </Dialog>
  );
}

function EraseForm({ person, onClose }: Omit<EraseDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const erase = useErase(person.login);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (typed !== person.login) return;
    erase.mutate(undefined, {
      onSuccess: () => {
        onClose();
        showToast({ title: t`Die Personendaten sind gelöscht.` });
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <p>
        <Trans>
          Name, Adressen und alles, was auf die Person hinweist, wird endgültig entfernt, auch im Protokoll. Die Dateien
          der Organisation bleiben. Das lässt sich nicht zurücknehmen.
        </Trans>
      </p>
      <TextField
        label={t`Zur Bestätigung den Anmeldenamen „${person.login}“ eingeben`}
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
      <AdministrationError error={erase.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={erase.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="danger" isPending={erase.isPending} isDisabled={typed !== person.login}>
          <Trans>Endgültig löschen</Trans>
        </Button>
      </div>
    </form>
  );
}
