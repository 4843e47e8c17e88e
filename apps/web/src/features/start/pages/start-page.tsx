import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { HardDrive, MonitorSmartphone } from 'lucide-react';
import { formatToday } from '../../../i18n/format.ts';
import { useAccess } from '../../../session/me.ts';
import { usePerson } from '../../../session/session.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { WaitingList } from '../../administration/components/waiting-list.tsx';
import { NextEventsCard } from '../../calendar/components/next-events-card.tsx';
import { FavouritesCard } from '../components/favourites-card.tsx';
import { RecentCard } from '../components/recent-card.tsx';
import { SpacesCard } from '../components/spaces-card.tsx';
import { useGreeting } from '../components/use-greeting.ts';
import '../start.css';

/** The first page: what one worked on, what one keeps close, how much room there is. */
export function StartPage() {
  const { t } = useLingui();
  const person = usePerson();
  const { administers } = useAccess();
  const greeting = useGreeting(person.name);
  useDocumentTitle(t`Start`);
  return (
    <div className="page">
      <header className="start-head">
        <div>
          <p className="start-date">{formatToday()}</p>
          <h1>{greeting}</h1>
        </div>
        <div className="row">
          <Link to="/settings/devices" className={buttonClass()}>
            <MonitorSmartphone aria-hidden className="ui-button-icon" />
            <Trans>Geräte verbinden</Trans>
          </Link>
          <Link to="/files" className={buttonClass({ variant: 'primary' })}>
            <HardDrive aria-hidden className="ui-button-icon" />
            <Trans>Meine Dateien</Trans>
          </Link>
        </div>
      </header>
      <div className="start-grid">
        <div className="stack-large">
          <NextEventsCard />
          <RecentCard />
        </div>
        <div className="stack-large">
          <WaitingList saysNothing={administers} leadsOn={administers} />
          <FavouritesCard />
          <SpacesCard />
        </div>
      </div>
    </div>
  );
}
