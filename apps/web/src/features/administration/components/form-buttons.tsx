import { Trans } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';

interface FormButtonsProps {
  readonly submitLabel: string;
  readonly isPending: boolean;
  readonly isDisabled?: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog. */
export function FormButtons({ submitLabel, isPending, isDisabled = false, onCancel }: FormButtonsProps) {
  return (
    <div className="row dialog-buttons">
      <Button variant="quiet" isDisabled={isPending} onPress={onCancel}>
        <Trans>Abbrechen</Trans>
      </Button>
      <Button type="submit" variant="primary" isPending={isPending} isDisabled={isDisabled}>
        {submitLabel}
      </Button>
    </div>
  );
}
