import { Trans, useLingui } from '@lingui/react/macro';
import { usePerson } from '../../../session/session.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { NewAppPassword } from '../api/app-passwords.ts';

interface NewTokenDialogProps {
  readonly created: NewAppPassword | null;
  readonly onClose: () => void;
}

/** The one time that an app password can be seen. */
export function NewTokenDialog({ created, onClose }: NewTokenDialogProps) {
  const { t } = useLingui();
  const person = usePerson();
  return (
    <Dialog
      size="small"
      title={t`Ihr neues App-Passwort`}
      isOpen={created !== null}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onPress={onClose}>
          <Trans>Fertig</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          Geben Sie es jetzt in dem Programm ein: Es wird nur dieses eine Mal angezeigt. Sie müssen es sich nicht
          merken.
        </Trans>
      </p>
      <CopyField label={t`Anmeldename`} value={person.login} />
      <CopyField label={t`App-Passwort`} value={created?.token ?? ''} />
    </Dialog>
  );
}
