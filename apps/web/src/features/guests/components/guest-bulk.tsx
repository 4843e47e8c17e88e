import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { BadgeCheck, UserRoundX, X } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useGuestBulk, type Guest, type GuestBulk, type GuestBulkResult } from '../api/guests.ts';
import { guestErrors } from './guest-words.ts';

interface GuestBulkBarProps {
  readonly guests: readonly Guest[];
  readonly onDone: () => void;
}

/** What can be done with all guests that are ticked. */
export function GuestBulkBar({ guests, onDone }: GuestBulkBarProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const bulk = useGuestBulk();
  const [ending, setEnding] = useState(false);

  function tell(results: readonly GuestBulkResult[], action: GuestBulk) {
    const failed = results.filter(({ ok }) => !ok);
    const done = results.length - failed.length;
    const title =
      action === 'end'
        ? t`${plural(done, { one: 'Der Zugang von # Gast ist beendet.', other: 'Die Zugänge von # Gästen sind beendet.' })}`
        : t`${plural(done, { one: '# Gast ist bestätigt.', other: '# Gäste sind bestätigt.' })}`;
    const [first] = failed;
    if (first === undefined) showToast({ title });
    else {
      const why = errorText(new ApiError(409, { code: first.code ?? '' }), guestErrors).title;
      showToast({ tone: 'warning', title, text: t`${failed.length} nicht: ${why}` });
    }
    onDone();
  }

  async function run(action: GuestBulk) {
    tell(await bulk.mutateAsync({ action, logins: guests.map(({ login }) => login) }), action);
  }

  return (
    <div className="bulk-bar" role="toolbar" aria-label={t`Für die Auswahl`}>
      <IconButton icon={X} label={t`Auswahl aufheben`} size="small" onPress={onDone} />
      <strong aria-live="polite">
        <Plural value={guests.length} one="# ausgewählt" other="# ausgewählt" />
      </strong>
      <Button
        size="small"
        variant="quiet"
        icon={BadgeCheck}
        isPending={bulk.isPending && !ending}
        onPress={() =>
          void run('confirm').catch((failure: unknown) =>
            showToast({ tone: 'danger', title: errorText(failure, guestErrors).title }),
          )
        }
      >
        <Trans>Bestätigen</Trans>
      </Button>
      <Button size="small" variant="quiet" icon={UserRoundX} onPress={() => setEnding(true)}>
        <Trans>Beenden</Trans>
      </Button>
      <ConfirmDialog
        title={<Plural value={guests.length} one="Zugang von # Gast beenden?" other="Zugänge von # Gästen beenden?" />}
        confirmLabel={t`Zugänge beenden`}
        isDangerous
        errors={guestErrors}
        isOpen={ending}
        onOpenChange={setEnding}
        onConfirm={() => run('end')}
      >
        <Trans>
          Sie sind sofort abgemeldet und sehen nichts mehr. Was sie hinterlassen haben, bleibt. Wer wiederkommen soll,
          wird neu eingeladen.
        </Trans>
      </ConfirmDialog>
    </div>
  );
}
