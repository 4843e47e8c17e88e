import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classes } from './classes.ts';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly size?: 'small' | 'medium' | 'large';
  /** Buttons at the end; on a phone they stay in view. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** 'alertdialog' for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Outside click and Escape do nothing while work runs. */
  readonly isBusy?: boolean;
}

/** A modal dialog. Its content is mounted only while it is open, so state in it starts fresh each time. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onOpenChange, size = 'medium', footer, children, role = 'dialog', isBusy = false } = props;
  const { t } = useLingui();
  return (
    <ModalOverlay
      className="ui-overlay"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isBusy && role === 'dialog'}
      isKeyboardDismissDisabled={isBusy}
    >
      <Modal className={classes('ui-modal', `ui-modal-${size}`)}>
        <AriaDialog role={role} className="ui-dialog">
          <header className="ui-dialog-header">
            <Heading slot="title" className="ui-dialog-title">
              {title}
            </Heading>
            <IconButton
              icon={X}
              label={t`Schließen`}
              tooltip={false}
              isDisabled={isBusy}
              onPress={() => onOpenChange(false)}
            />
          </header>
          <div className="ui-dialog-body">{children}</div>
          {footer !== undefined && <footer className="ui-dialog-footer">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
