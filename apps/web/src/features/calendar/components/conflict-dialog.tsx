import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import type { NewEvent } from '../api/calendar-types.ts';
import type { Field, FieldConflicts } from '../domain/field-conflicts.ts';
import { useFieldText } from './use-field-text.ts';

interface ConflictDialogProps {
  readonly mine: NewEvent;
  readonly now: NewEvent;
  readonly conflicts: FieldConflicts;
  /** With what stays as the others wrote it. */
  readonly onSave: (theirs: ReadonlySet<Field>) => void;
  readonly onBack: () => void;
}

/** Somebody else changed the same: both, part by part; what one wrote is chosen until one says otherwise. */
export function ConflictDialog({ mine, now, conflicts, onSave, onBack }: ConflictDialogProps) {
  const { t } = useLingui();
  const { nameOf, textOf } = useFieldText();
  const [theirs, setTheirs] = useState<ReadonlySet<Field>>(new Set());
  const others = conflicts.theirs.map(nameOf).join(', ');

  function choose(field: Field, choice: 'mine' | 'theirs') {
    const next = new Set(theirs);
    if (choice === 'theirs') next.add(field);
    else next.delete(field);
    setTheirs(next);
  }

  return (
    <Dialog
      isOpen
      title={t`Inzwischen geändert`}
      onOpenChange={onBack}
      footer={
        <>
          <Button variant="quiet" onPress={onBack}>
            <Trans>Zurück zum Formular</Trans>
          </Button>
          <Button variant="primary" onPress={() => onSave(theirs)}>
            <Trans>So speichern</Trans>
          </Button>
        </>
      }
    >
      <div className="stack event-conflicts">
        <p>
          <Trans>Während Sie schrieben, hat jemand anderes diesen Termin geändert. Was soll gelten?</Trans>
        </p>
        {conflicts.both.map((field) => (
          <RadioGroup
            key={field}
            label={nameOf(field)}
            options={[
              { id: 'mine', label: textOf(field, mine), description: t`von Ihnen` },
              { id: 'theirs', label: textOf(field, now), description: t`steht jetzt im Kalender` },
            ]}
            value={theirs.has(field) ? 'theirs' : 'mine'}
            onChange={(choice) => choose(field, choice)}
          />
        ))}
        {others !== '' && (
          <Banner isQuiet>
            <Trans>Außerdem geändert, und das bleibt so: {others}</Trans>
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
