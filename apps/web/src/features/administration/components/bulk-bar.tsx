import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Ban, FolderInput, LogOut, RotateCcw, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { BulkAction } from '../api/people.ts';

interface BulkBarProps {
  readonly count: number;
  readonly onAction: (action: BulkAction) => void;
  readonly onClear: () => void;
}

/** What can be done with everybody who is chosen. */
export function BulkBar({ count, onAction, onClear }: BulkBarProps) {
  const { t } = useLingui();
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t`Für die Auswahl`}>
      <IconButton icon={X} label={t`Auswahl aufheben`} size="small" onPress={onClear} />
      <strong aria-live="polite">
        <Plural value={count} one="# ausgewählt" other="# ausgewählt" />
      </strong>
      <Button size="small" variant="quiet" icon={FolderInput} onPress={() => onAction('move')}>
        <Trans>Versetzen</Trans>
      </Button>
      <Button size="small" variant="quiet" icon={Ban} onPress={() => onAction('disable')}>
        <Trans>Sperren</Trans>
      </Button>
      <Button size="small" variant="quiet" icon={RotateCcw} onPress={() => onAction('enable')}>
        <Trans>Entsperren</Trans>
      </Button>
      <Button size="small" variant="quiet" icon={LogOut} onPress={() => onAction('leave')}>
        <Trans>Ausscheiden</Trans>
      </Button>
    </div>
  );
}
