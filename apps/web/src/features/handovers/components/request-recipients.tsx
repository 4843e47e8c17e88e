import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Check, CircleDashed, Users } from 'lucide-react';
import { formatDateTime, formatRelative } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classes } from '../../../ui/classes.ts';
import { MailProgress } from '../../sharing/components/mail-progress.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import type { AskedRecipient, FileRequest } from '../api/requests.ts';
import { PartyName } from './party-name.tsx';

/** One line for each who was asked: what has come, what is missing. */
export function RequestRecipients({ request }: { readonly request: FileRequest }) {
  const { t } = useLingui();
  return (
    <DataTable
      label={t`Gefragte`}
      rows={request.recipients}
      keyOf={({ id }) => id}
      emptyIcon={Users}
      emptyTitle={t`Niemand gefragt.`}
      columns={[
        { id: 'who', title: t`Wer`, cell: (recipient) => <Who recipient={recipient} request={request} /> },
        {
          id: 'items',
          title: t`Was da ist`,
          wideOnly: true,
          cell: (one) => <Items recipient={one} request={request} />,
        },
        { id: 'parts', title: t`Abgaben`, wideOnly: true, cell: (recipient) => <Parts recipient={recipient} /> },
      ]}
    />
  );
}

interface OfRecipient {
  readonly recipient: AskedRecipient;
  readonly request: FileRequest;
}

function Who({ recipient, request }: OfRecipient) {
  const { who, mail, openedAt, doneAt, reminders, remindedAt } = recipient;
  return (
    <div className="cell-main">
      <Avatar name={who.name} />
      <div>
        <div>
          <PartyName party={who} />
        </div>
        <small>
          {doneAt !== null ? (
            <Trans>fertig, {formatRelative(doneAt)}</Trans>
          ) : openedAt === null ? (
            <>
              <Trans>noch nicht geöffnet</Trans>
              {mail !== null && (
                <>
                  {' · '}
                  <MailProgress mail={mail} />
                </>
              )}
            </>
          ) : (
            <Trans>geöffnet {formatRelative(openedAt)}</Trans>
          )}
          {reminders > 0 && remindedAt !== null && <Trans> · erinnert {formatRelative(remindedAt)}</Trans>}
        </small>
        <span className="cell-phone">
          <Items recipient={recipient} request={request} />
          <Parts recipient={recipient} />
        </span>
      </div>
    </div>
  );
}

function Items({ recipient: { came }, request: { items } }: OfRecipient) {
  return (
    <ul className="request-state">
      {items.map(({ id, name, required }) => {
        const isThere = came.includes(id);
        const Icon = isThere ? Check : CircleDashed;
        return (
          <li key={id} className={classes('tag', isThere && 'tag-success', !isThere && required && 'tag-danger')}>
            <Icon aria-hidden size={13} /> {name}{' '}
            <span className="visually-hidden">
              {isThere ? <Trans>ist da</Trans> : required ? <Trans>fehlt</Trans> : <Trans>freiwillig, nicht da</Trans>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Parts({ recipient: { parts } }: { readonly recipient: AskedRecipient }) {
  const { t } = useLingui();
  if (parts.length === 0) {
    return (
      <span className="muted">
        <Trans>noch nichts</Trans>
      </span>
    );
  }
  return (
    <ul className="handover-fetches">
      {parts.map(({ handoverId, number, submittedAt, fileCount }) => (
        <li key={handoverId}>
          <Link to="/handovers/$handoverId" params={{ handoverId: String(handoverId) }}>
            {number}
          </Link>{' '}
          <small className="muted">
            {formatDateTime(submittedAt)} · {t`${plural(fileCount, { one: '# Datei', other: '# Dateien' })}`}
          </small>
        </li>
      ))}
    </ul>
  );
}
