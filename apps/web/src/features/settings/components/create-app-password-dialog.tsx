import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useCreateAppPassword, type NewAppPassword } from '../api/app-passwords.ts';

interface CreateAppPasswordDialogProps {
  /** A name to begin with; null: closed. */
  readonly suggestion: string | null;
  readonly onClose: () => void;
  readonly onCreated: (created: NewAppPassword) => void;
}

const messages = {
  'auth.too_many_app_passwords': msg`Es gibt schon sehr viele App-Passwörter. Bitte widerrufen Sie zuerst eines.`,
  'auth.invalid_label': msg`Bitte geben Sie eine Bezeichnung mit höchstens 100 Zeichen ein.`,
};

/** Asks for a name and makes an app password. */
export function CreateAppPasswordDialog({ suggestion, onClose, onCreated }: CreateAppPasswordDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      size="small"
      title={t`App-Passwort erstellen`}
      isOpen={suggestion !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      <CreateForm suggestion={suggestion ?? ''} onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function CreateForm({ suggestion, onClose, onCreated }: CreateAppPasswordDialogProps & { suggestion: string }) {
  const { t } = useLingui();
  const [label, setLabel] = useState(suggestion);
  const create = useCreateAppPassword();
  const errorText = useErrorText();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    create.mutate(label.trim(), { onSuccess: onCreated });
  }

  return (
    <form onSubmit={submit}>
      <TextField
        label={t`Bezeichnung`}
        description={t`Damit Sie es später wiedererkennen, zum Beispiel „Notebook zu Hause“.`}
        autoFocus
        isRequired
        maxLength={100}
        value={label}
        onChange={setLabel}
      />
      {create.isError && <Banner tone="danger" title={errorText(create.error, messages).title} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={label.trim() === ''}>
          <Trans>Erstellen</Trans>
        </Button>
      </div>
    </form>
  );
}
