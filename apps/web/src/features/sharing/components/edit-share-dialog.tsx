import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { useChangeShare } from '../api/shares.ts';
import type { Access, Share } from '../api/share-types.ts';
import { ShareTerms } from './share-terms.tsx';
import { shareErrors } from './share-words.ts';

interface EditShareDialogProps {
  readonly share: Share;
  readonly access: Access;
  readonly onClose: () => void;
}

/** Until when, why, and whether it may be passed on. */
export function EditShareDialog({ share, access, onClose }: EditShareDialogProps) {
  const { t } = useLingui();
  const before = share.endsAt === null ? '' : toDay(share.endsAt);
  const [terms, setTerms] = useState({ end: before, message: share.message, resharing: share.resharing });
  const change = useChangeShare();
  const { end, message, resharing } = terms;

  function save() {
    const ends = end === before ? {} : { endsAt: end === '' ? null : endOfDay(end) || 0 };
    change.mutate({ id: share.id, message, resharing, ...ends }, { onSuccess: onClose });
  }

  return (
    <Dialog
      title={t`Freigabe für ${share.recipient.name}`}
      size="small"
      isOpen
      onOpenChange={onClose}
      isBusy={change.isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isPending={change.isPending} onPress={save}>
            <Trans>Speichern</Trans>
          </Button>
        </>
      }
    >
      <ShareTerms
        value={terms}
        onChange={setTerms}
        longestDays={access.rules.longestDays}
        mayReshare={access.manages && access.rules.resharing}
      />
      {change.error !== null && <ErrorBanner error={change.error} own={shareErrors} />}
    </Dialog>
  );
}
