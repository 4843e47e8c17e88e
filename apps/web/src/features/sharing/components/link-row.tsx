import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CalendarClock, ChartNoAxesColumn, Copy, Link2, Lock, QrCode as QrIcon, Settings2, X } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { QrCode } from '../../../session/qr-code.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { announce } from '../../files/commands/announce.ts';
import { useWithdrawLink, type OwnLink, type PublicLink } from '../api/links.ts';
import { LinkUseDialog } from './link-use-dialog.tsx';
import { linkErrors, linkKindWords } from './link-words.ts';

interface LinkRowProps {
  readonly link: PublicLink;
  /** Where it stands without its file or folder around it. */
  readonly own?: OwnLink;
  readonly onEdit: () => void;
}

/** One link: what it allows, and everything that can be done with it. */
export function LinkRow({ link, own, onEdit }: LinkRowProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState<'address' | 'use' | 'withdraw' | null>(null);
  const withdraw = useWithdrawLink();
  const kind = t(linkKindWords[link.kind].label);
  const title = link.name === '' ? kind : link.name;
  const name = own === undefined ? title : `${own.node.name}: ${title}`;
  const close = () => setOpen(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.address);
      announce(t`Adresse kopiert`);
    } catch {
      // without https there is no clipboard: there the address can be selected
      setOpen('address');
    }
  }

  return (
    <li className="share-row">
      <span className="share-sign" aria-hidden>
        {link.hasPassword || link.recipients.length > 0 ? <Lock /> : <Link2 />}
      </span>
      <div className="share-name">
        <div className="truncate">
          {own === undefined ? (
            title
          ) : (
            <>
              <Link to="/f/$nodeId" params={{ nodeId: String(own.node.id) }}>
                {own.node.name}
              </Link>
              {link.name !== '' && ` · ${link.name}`}
            </>
          )}
        </div>
        <div className="share-facts muted">
          {(own !== undefined || link.name !== '') && <span>{kind}</span>}
          {link.viewOnly && (
            <span>
              <Trans>ohne Herunterladen</Trans>
            </span>
          )}
          {link.hasPassword && (
            <span>
              <Trans>mit Passwort</Trans>
            </span>
          )}
          {link.recipients.length > 0 && (
            <span>{plural(link.recipients.length, { one: '# Empfänger', other: '# Empfänger' })}</span>
          )}
          {link.kind !== 'uploader' && (
            <span>
              {link.downloadLimit === null
                ? plural(link.downloadCount, { one: '# Download', other: '# Downloads' })
                : t`${link.downloadCount} von ${link.downloadLimit} Downloads`}
            </span>
          )}
          {own !== undefined && <span>{plural(own.visitCount, { one: '# Besuch', other: '# Besuche' })}</span>}
          {link.endsAt !== null && (
            <span className="share-end">
              <CalendarClock aria-hidden />
              {link.ended ? <Trans>abgelaufen</Trans> : <Trans>bis {formatDate(link.endsAt)}</Trans>}
            </span>
          )}
        </div>
      </div>
      <div className="share-tools">
        <IconButton icon={Copy} size="small" label={t`Adresse von „${name}“ kopieren`} onPress={() => void copy()} />
        <IconButton icon={QrIcon} size="small" label={t`QR-Code von „${name}“`} onPress={() => setOpen('address')} />
        <IconButton
          icon={ChartNoAxesColumn}
          size="small"
          label={t`Besuche über „${name}“`}
          onPress={() => setOpen('use')}
        />
        <IconButton icon={Settings2} size="small" label={t`Link „${name}“ ändern`} onPress={onEdit} />
        <IconButton icon={X} size="small" label={t`„${name}“ zurückziehen`} onPress={() => setOpen('withdraw')} />
      </div>
      {open === 'address' && (
        <Dialog title={name} size="small" isOpen onOpenChange={close}>
          <CopyField label={t`Adresse`} value={link.address} />
          <QrCode text={link.address} label={t`QR-Code mit der Adresse`} />
        </Dialog>
      )}
      {open === 'use' && <LinkUseDialog link={link} name={name} onClose={close} />}
      <ConfirmDialog
        title={t`Link „${name}“ zurückziehen?`}
        confirmLabel={t`Zurückziehen`}
        isDangerous
        isOpen={open === 'withdraw'}
        onOpenChange={close}
        errors={linkErrors}
        onConfirm={() => withdraw.mutateAsync(link.id)}
      >
        <Trans>
          Die Adresse gilt dann sofort nicht mehr, auch für laufende Downloads. Was abgegeben wurde, bleibt.
        </Trans>
      </ConfirmDialog>
    </li>
  );
}
