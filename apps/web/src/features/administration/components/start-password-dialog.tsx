import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

export interface StartPassword {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

interface StartPasswordDialogProps {
  readonly made: StartPassword | null;
  readonly onClose: () => void;
}

/** The one time that a made password can be seen. */
export function StartPasswordDialog({ made, onClose }: StartPasswordDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      size="small"
      title={t`Zugang für ${made?.name ?? ''}`}
      isOpen={made !== null}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onPress={onClose}>
          <Trans>Fertig</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          Geben Sie diese Angaben auf einem sicheren Weg weiter. Das Passwort wird nur jetzt angezeigt und sollte nach
          der ersten Anmeldung geändert werden.
        </Trans>
      </p>
      <CopyField label={t`Anmeldename`} value={made?.login ?? ''} />
      <CopyField label={t`Startpasswort`} value={made?.password ?? ''} />
    </Dialog>
  );
}
