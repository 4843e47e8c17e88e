import { Trans } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { ErrorBanner, type ErrorBannerProps } from './error-banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Words for the codes with which it may fail. */
  readonly errors?: ErrorBannerProps['own'];
  /** The dialog stays, and says why, when this fails. */
  readonly onConfirm: () => Promise<unknown> | void;
}

/** A question before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isDangerous = false, isOpen, onOpenChange, errors, onConfirm } = props;
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function confirm() {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={title}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isBusy={pending}
      footer={
        <>
          <Button variant="quiet" autoFocus isDisabled={pending} onPress={() => onOpenChange(false)}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant={isDangerous ? 'danger' : 'primary'} isPending={pending} onPress={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      {error !== null && <ErrorBanner error={error} own={errors} />}
    </Dialog>
  );
}
