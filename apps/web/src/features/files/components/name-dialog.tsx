import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { fileErrors } from '../commands/file-errors.ts';
import { nameProblemOf, nameWarningOf, stemLengthOf } from '../domain/names.ts';
import { useNameText } from './use-name-text.ts';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly initial: string;
  readonly kind: 'file' | 'folder';
  readonly confirmLabel: string;
  readonly onConfirm: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for a name: for new folders and files. */
export function NameDialog({ title, label, initial, kind, confirmLabel, onConfirm, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);
  const words = useNameText();
  const errorText = useErrorText();
  const problem = nameProblemOf(name);
  const warning = nameWarningOf(name);

  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(0, stemLengthOf(initial, kind));
  }, [initial, kind]);

  async function submit(event?: SyntheticEvent) {
    event?.preventDefault();
    if (problem || pending) return;
    setPending(true);
    try {
      await onConfirm(name.trim().normalize('NFC'));
      onClose();
    } catch (failure) {
      setError(failure);
      setPending(false);
    }
  }

  const message =
    error !== null ? errorText(error, fileErrors).title : problem && problem !== 'empty' ? words.problem(problem) : '';
  return (
    <Dialog
      size="small"
      title={title}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isPending={pending} isDisabled={problem !== null} onPress={() => void submit()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          label={label}
          value={name}
          inputRef={input}
          autoComplete="off"
          errorMessage={message}
          description={warning ? words.warning(warning) : undefined}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}
