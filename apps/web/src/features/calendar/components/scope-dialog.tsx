import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import type { Scope } from '../api/calendar-types.ts';

interface ScopeDialogProps {
  readonly isRemoval: boolean;
  /** The rule itself changes: one alone cannot have it. */
  readonly withoutThis?: boolean;
  /** Who is invited is told. */
  readonly hasPeople?: boolean;
  readonly onChoose: (scope: Scope) => void;
  readonly onClose: () => void;
}

/** Which of a series. */
export function ScopeDialog(props: ScopeDialogProps) {
  const { isRemoval, withoutThis = false, hasPeople = false, onChoose, onClose } = props;
  const { t } = useLingui();
  const [scope, setScope] = useState<Scope>(withoutThis ? 'following' : 'this');
  return (
    <Dialog
      size="small"
      title={isRemoval ? t`Termin der Serie löschen` : t`Termin der Serie ändern`}
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant={isRemoval ? 'danger' : 'primary'} autoFocus onPress={() => onChoose(scope)}>
            {isRemoval ? <Trans>Löschen</Trans> : <Trans>So ändern</Trans>}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t`Was ist gemeint?`}
        options={[
          ...(withoutThis ? [] : [{ id: 'this' as const, label: t`Nur dieser Termin` }]),
          { id: 'following', label: t`Dieser und alle folgenden` },
          { id: 'all', label: t`Die ganze Serie` },
        ]}
        value={scope}
        onChange={setScope}
      />
      {hasPeople && (
        <p className="muted">
          <Trans>Alle, die eingeladen sind, bekommen eine Nachricht.</Trans>
        </p>
      )}
    </Dialog>
  );
}
