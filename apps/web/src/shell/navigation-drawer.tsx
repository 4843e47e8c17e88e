import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '../ui/icon-button.tsx';
import { Brand } from './brand.tsx';
import { SideNavigation } from './side-navigation.tsx';

interface NavigationDrawerProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The navigation on a phone. */
export function NavigationDrawer({ isOpen, onOpenChange }: NavigationDrawerProps) {
  const { t } = useLingui();
  return (
    <ModalOverlay className="drawer-overlay" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="drawer">
        <Dialog className="drawer-dialog" aria-label={t`Navigation`}>
          <div className="drawer-head">
            <Brand />
            <IconButton icon={X} label={t`Navigation schließen`} tooltip={false} onPress={() => onOpenChange(false)} />
          </div>
          <nav aria-label={t`Hauptnavigation`}>
            <SideNavigation />
          </nav>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
