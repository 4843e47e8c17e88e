import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { formatBytes } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useAskedRoom } from '../commands/ask-room.ts';

const most = 8;

/** Says before anything is uploaded what does not fit; stands once in the page. */
export function RoomDialog() {
  const asked = useAskedRoom();
  return asked ? <Question asked={asked} /> : null;
}

function Question({ asked }: { readonly asked: NonNullable<ReturnType<typeof useAskedRoom>> }) {
  const { t } = useLingui();
  const { freeBytes, neededBytes, tooMuch, fitting } = asked.question;
  const more = tooMuch.length - most;
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={t`Der Speicherplatz reicht nicht für alles`}
      isOpen
      onOpenChange={(open) => !open && asked.answer(false)}
      footer={
        <>
          <Button variant={fitting === 0 ? 'primary' : 'quiet'} autoFocus onPress={() => asked.answer(false)}>
            <Trans>Nichts hochladen</Trans>
          </Button>
          {fitting > 0 && (
            <Button variant="primary" onPress={() => asked.answer(true)}>
              {t`${plural(fitting, { one: '# Datei hochladen, die passt', other: '# Dateien hochladen, die passen' })}`}
            </Button>
          )}
        </>
      }
    >
      <p>
        <Trans>
          Gewählt sind {formatBytes(neededBytes)}, frei sind {formatBytes(freeBytes)}. Das passt nicht:
        </Trans>
      </p>
      <ul className="conflict-choices">
        {tooMuch.slice(0, most).map((name) => (
          <li key={name}>{name}</li>
        ))}
        {more > 0 && <li>{t`und ${plural(more, { one: '# weitere Datei', other: '# weitere Dateien' })}`}</li>}
      </ul>
    </Dialog>
  );
}
