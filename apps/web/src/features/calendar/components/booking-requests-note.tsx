import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Banner } from '../../../ui/banner.tsx';
import { buttonClass } from '../../../ui/button-class.ts';
import { bookingRequestsQuery } from '../api/rooms.ts';

/** Says that somebody waits for one's decision about a room; nothing where nobody does. */
export function BookingRequestsNote() {
  const { t } = useLingui();
  const { data = [] } = useQuery(bookingRequestsQuery);
  if (data.length === 0) return null;
  return (
    <Banner
      isQuiet
      title={t`${plural(data.length, { one: '# Buchung wartet auf Ihre Entscheidung.', other: '# Buchungen warten auf Ihre Entscheidung.' })}`}
      action={
        <Link to="/bookings" className={buttonClass({ size: 'small' })}>
          <Trans>Entscheiden</Trans>
        </Link>
      }
    />
  );
}
