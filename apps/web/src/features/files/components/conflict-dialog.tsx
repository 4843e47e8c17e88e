import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useAskedConflict, type ConflictChoice } from '../commands/ask-conflict.ts';

/** Asks what to do about a name that is taken; stands once in the page. */
export function ConflictDialog() {
  const asked = useAskedConflict();
  return asked ? <Question key={asked.question.name} asked={asked} /> : null;
}

function Question({ asked }: { readonly asked: NonNullable<ReturnType<typeof useAskedConflict>> }) {
  const { t } = useLingui();
  const [forAll, setForAll] = useState(false);
  const { name, targetName, canReplace, others } = asked.question;
  const answer = (choice: ConflictChoice) => asked.answer({ choice, forAll });
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={t`„${name}“ gibt es hier schon`}
      isOpen
      onOpenChange={(open) => !open && answer('skip')}
      footer={
        <>
          <Button variant="quiet" onPress={() => answer('skip')}>
            <Trans>Überspringen</Trans>
          </Button>
          {canReplace && (
            <Button onPress={() => answer('replace')}>
              <Trans>Ersetzen</Trans>
            </Button>
          )}
          <Button variant="primary" autoFocus onPress={() => answer('rename')}>
            <Trans>Beide behalten</Trans>
          </Button>
        </>
      }
    >
      <p>
        {targetName === '' ? (
          <Trans>Im Zielordner liegt schon etwas mit diesem Namen.</Trans>
        ) : (
          <Trans>Im Ordner „{targetName}“ liegt schon etwas mit diesem Namen.</Trans>
        )}
      </p>
      <ul className="conflict-choices">
        <li>
          <Trans>Beide behalten: Das Neue bekommt eine Nummer, etwa „Bericht (2)“.</Trans>
        </li>
        {canReplace && (
          <li>
            <Trans>Ersetzen: Das Vorhandene bleibt als frühere Version oder im Papierkorb erhalten.</Trans>
          </li>
        )}
      </ul>
      {others !== 0 && (
        <Checkbox isSelected={forAll} onChange={setForAll}>
          {others === 'some'
            ? t`Auch für alle weiteren`
            : t`Auch für ${plural(others, { one: 'den anderen Fall', other: 'die # anderen Fälle' })}`}
        </Checkbox>
      )}
    </Dialog>
  );
}
