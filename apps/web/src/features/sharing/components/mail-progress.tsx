import { Trans } from '@lingui/react/macro';
import { formatRelative } from '../../../i18n/format.ts';
import type { LinkUse } from '../api/links.ts';

type Mail = NonNullable<LinkUse['told'][number]['mail']>;

/** How far a mail to somebody outside is; that a mail server took it does not say that they have it. */
export function MailProgress({ mail }: { readonly mail: Mail }) {
  switch (mail.state) {
    case 'waiting':
      return <Trans>Mail wartet auf den Versand</Trans>;
    case 'sent':
      return <Trans>Mail {formatRelative(mail.sentAt ?? 0)} an den Mailserver übergeben</Trans>;
    case 'failed':
      return (
        <strong>
          <Trans>Mail ließ sich nicht zustellen</Trans>
        </strong>
      );
    case 'kept':
      return <Trans>Mail nicht verschickt: kein Mailserver eingerichtet</Trans>;
  }
}
