import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '../../../i18n/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { linkUseQuery, type LinkUse, type PublicLink } from '../api/links.ts';
import { MailProgress } from './mail-progress.tsx';
import { linkErrors } from './link-words.ts';

interface LinkUseDialogProps {
  readonly link: PublicLink;
  readonly name: string;
  readonly onClose: () => void;
}

/** Who came by a link, and what they fetched or handed in. */
export function LinkUseDialog({ link, name, onClose }: LinkUseDialogProps) {
  const { t } = useLingui();
  const { data, error } = useQuery(linkUseQuery(link.id));
  return (
    <Dialog title={t`Besuche über „${name}“`} isOpen onOpenChange={onClose}>
      {error !== null ? (
        <ErrorBanner error={error} own={linkErrors} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          {data.told.length > 0 && <Told of={data} />}
          {data.deliveries.length > 0 && <Deliveries of={data} />}
          <Visits of={data} />
        </>
      )}
    </Dialog>
  );
}

function Told({ of }: { readonly of: LinkUse }) {
  return (
    <section className="share-part" aria-labelledby="link-told">
      <h3 id="link-told">
        <Trans>Verschickt</Trans>
      </h3>
      <ul className="share-list">
        {of.told.map(({ address, mail }) => (
          <li key={address} className="link-use">
            <strong>{address}</strong>
            <span className="muted">
              {mail === null ? <Trans>Ob die Mail ankam, ist nicht mehr bekannt</Trans> : <MailProgress mail={mail} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deliveries({ of }: { readonly of: LinkUse }) {
  return (
    <section className="share-part" aria-labelledby="link-deliveries">
      <h3 id="link-deliveries">
        <Trans>Abgegeben</Trans>
      </h3>
      <ul className="share-list">
        {of.deliveries.map((delivery) => (
          <li key={delivery.id} className="link-use">
            <strong>{delivery.folderName}</strong>
            <span className="muted">
              {[delivery.senderName, delivery.senderOrganisation, delivery.senderAddress].filter(Boolean).join(', ')}
            </span>
            <span className="muted">
              {delivery.submittedAt === null ? (
                <Trans>begonnen am {formatDateTime(delivery.begunAt)}, nicht abgegeben</Trans>
              ) : (
                formatDateTime(delivery.submittedAt)
              )}
            </span>
            {delivery.message !== '' && <p className="share-message">{delivery.message}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visits({ of }: { readonly of: LinkUse }) {
  const { t } = useLingui();
  if (of.visits.length === 0) {
    return (
      <p className="muted">
        <Trans>Bisher war niemand da.</Trans>
      </p>
    );
  }
  return (
    <section className="share-part" aria-labelledby="link-visits">
      <h3 id="link-visits">
        <Trans>Besuche</Trans>
      </h3>
      <ul className="share-list">
        {of.visits.map((visit, at) => (
          <li key={`${visit.begunAt} ${at}`} className="link-use">
            <span>
              {formatDateTime(visit.begunAt)}
              {visit.address !== null && `, ${visit.address}`}
              {visit.way === 'dav' && t`, mit einem Programm`}
            </span>
            {visit.downloads.length > 0 && (
              <span className="muted">
                <Trans>heruntergeladen: {visit.downloads.map((file) => file.name).join(', ')}</Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
