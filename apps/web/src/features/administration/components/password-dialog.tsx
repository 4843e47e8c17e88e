import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useResetPassword, type Person } from '../api/people.ts';
import { administrationMessages } from './administration-error.tsx';
import { makePassword } from './make-password.ts';
import { StartPasswordDialog, type StartPassword } from './start-password-dialog.tsx';

interface PasswordDialogProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a new password and shows it once. */
export function PasswordDialog({ person, isOpen, onClose }: PasswordDialogProps) {
  const { t } = useLingui();
  const reset = useResetPassword(person.login);
  const [made, setMade] = useState<StartPassword | null>(null);
  return (
    <>
      <ConfirmDialog
        title={<Trans>Neues Passwort für {person.name}?</Trans>}
        confirmLabel={t`Passwort erzeugen`}
        errors={administrationMessages}
        isOpen={isOpen}
        onOpenChange={(open) => !open && onClose()}
        onConfirm={async () => {
          const password = makePassword();
          await reset.mutateAsync(password);
          setMade({ name: person.name, login: person.login, password });
        }}
      >
        <Trans>Das bisherige Passwort gilt dann nicht mehr, und alle Sitzungen der Person enden.</Trans>
      </ConfirmDialog>
      <StartPasswordDialog made={made} onClose={() => setMade(null)} />
    </>
  );
}
