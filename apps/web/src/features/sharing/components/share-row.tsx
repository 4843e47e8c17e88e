import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarClock, Settings2, X } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { announce } from '../../files/commands/announce.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useChangeShare, useWithdraw } from '../api/shares.ts';
import type { Access, Share } from '../api/share-types.ts';
import { EditShareDialog } from './edit-share-dialog.tsx';
import { RecipientSign } from './recipient-sign.tsx';
import { roleWords, shareErrors, useRoleOptions } from './share-words.ts';
import { useRecipientText } from './use-recipient-text.ts';

interface ShareRowProps {
  readonly share: Share;
  readonly access: Access;
  readonly kind: 'file' | 'folder';
}

/** One recipient: what they may, until when, by whom; changed in place. */
export function ShareRow({ share, access, kind }: ShareRowProps) {
  const { t } = useLingui();
  const textOf = useRecipientText();
  const rolesOf = useRoleOptions();
  const [editing, setEditing] = useState(false);
  const change = useChangeShare();
  const withdraw = useWithdraw();
  const { recipient, role, sharedBy } = share;
  const roles = rolesOf(access.mayGive.includes(role) ? access.mayGive : [...access.mayGive, role], kind);
  const error = change.error ?? withdraw.error;
  const name = recipient.name;
  return (
    <li className="share-row">
      <RecipientSign kind={recipient.kind} name={name} />
      <div className="share-name">
        <div className="truncate">{name}</div>
        <div className="truncate muted">{textOf(recipient)}</div>
        <div className="share-facts muted">
          {sharedBy && (
            <span>
              <Trans>von {sharedBy.name}</Trans>
            </span>
          )}
          {share.endsAt !== null && (
            <span className="share-end">
              <CalendarClock aria-hidden />
              <Trans>bis {formatDate(share.endsAt)}</Trans>
            </span>
          )}
          {share.resharing && (
            <span>
              <Trans>darf weitergeben</Trans>
            </span>
          )}
        </div>
        {share.message !== '' && <p className="share-message">{share.message}</p>}
      </div>
      {share.mine ? (
        <div className="share-tools">
          <Select
            label={t`Berechtigung von ${name}`}
            hideLabel
            size="small"
            options={roles}
            value={role}
            onChange={(next) => next !== role && change.mutate({ id: share.id, role: next })}
          />
          <IconButton
            icon={Settings2}
            size="small"
            label={t`Ende und Nachricht für ${name}`}
            onPress={() => setEditing(true)}
          />
          <IconButton
            icon={X}
            size="small"
            label={t`Freigabe für ${name} beenden`}
            onPress={() => withdraw.mutate(share.id, { onSuccess: () => announce(t`Freigabe für ${name} beendet`) })}
          />
        </div>
      ) : (
        <span className="share-role muted">{t(roleWords[role].label)}</span>
      )}
      {error !== null && <ErrorBanner error={error} own={shareErrors} />}
      {editing && <EditShareDialog share={share} access={access} onClose={() => setEditing(false)} />}
    </li>
  );
}
