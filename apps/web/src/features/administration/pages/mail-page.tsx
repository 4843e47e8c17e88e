import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Mails } from 'lucide-react';
import { useState } from 'react';
import { formatDateTime } from '../../../i18n/format.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Banner } from '../../../ui/banner.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { mailQuery, type Mail, type MailState } from '../api/mail.ts';
import { DataTable } from '../components/data-table.tsx';
import { MailDialog } from '../components/mail-dialog.tsx';
import { MailStateTag } from '../components/mail-state-tag.tsx';
import { Pager } from '../components/pager.tsx';
import { SectionPage } from '../components/section-page.tsx';
import { pageSize } from '../components/page-size.ts';

/** What the system wrote to people, and whether it went out. */
export function MailPage() {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [state, setState] = useState<MailState | ''>('');
  const [offset, setOffset] = useState(0);
  const [shown, setShown] = useState<Mail | null>(null);
  const q = useDebounced(text.trim(), 120);
  const { data, error, refetch } = useQuery(mailQuery({ q, state, offset, limit: pageSize }));
  return (
    <SectionPage title={t`Postausgang`} text={<Trans>Nachrichten des Systems, zum Beispiel Einladungen.</Trans>}>
      {data?.sends === false && (
        <Banner tone="warning" isQuiet title={t`Es ist kein Mailserver eingestellt.`}>
          <Trans>
            Nachrichten bleiben hier liegen, bis <code>LANDESCLOUD_SMTP_URL</code> gesetzt ist. Bis dahin können Sie sie
            lesen und auf anderem Weg weitergeben.
          </Trans>
        </Banner>
      )}
      <div className="list-bar">
        <SearchField
          label={t`Nachrichten suchen`}
          value={text}
          onChange={(next) => {
            setText(next);
            setOffset(0);
          }}
        />
        <Select<MailState | ''>
          label={t`Zustand`}
          hideLabel
          options={[
            { id: '', label: t`Alle Zustände` },
            { id: 'waiting', label: t`Wartet` },
            { id: 'sent', label: t`Gesendet` },
            { id: 'failed', label: t`Nicht zugestellt` },
            { id: 'kept', label: t`Liegt hier` },
          ]}
          value={state}
          onChange={(next) => {
            setState(next);
            setOffset(0);
          }}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Postausgang`}
        rows={data?.items}
        keyOf={(mail) => mail.id}
        emptyIcon={Mails}
        emptyTitle={
          q === '' && state === '' ? t`Noch wurde keine Nachricht geschrieben.` : t`Keine Nachricht gefunden.`
        }
        columns={[
          {
            id: 'subject',
            title: t`Betreff`,
            cell: (mail) => (
              <div className="cell-main">
                <div>
                  <button type="button" className="text-button" onClick={() => setShown(mail)}>
                    {mail.subject}
                  </button>
                  <small>{mail.to}</small>
                </div>
              </div>
            ),
          },
          { id: 'state', title: t`Zustand`, cell: (mail) => <MailStateTag mail={mail} /> },
          {
            id: 'at',
            title: t`Geschrieben`,
            kind: 'number',
            wideOnly: true,
            cell: (mail) => formatDateTime(mail.createdAt),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <MailDialog mail={shown} onClose={() => setShown(null)} />
    </SectionPage>
  );
}
