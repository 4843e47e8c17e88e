import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link, type LinkProps } from '@tanstack/react-router';
import {
  BadgeCheck,
  ChevronRight,
  CircleCheck,
  DatabaseZap,
  DoorOpen,
  MailWarning,
  UserRoundX,
  type LucideIcon,
} from 'lucide-react';
import { useWaiting } from '../api/waiting.ts';
import './waiting-list.css';

interface Item {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

interface WaitingListProps {
  /** Says that there is nothing, instead of not being there. */
  readonly saysNothing?: boolean;
  /** Elsewhere than in administration, with the way there. */
  readonly leadsOn?: boolean;
}

/** What waits for whoever is signed in, each with the way there. */
export function WaitingList({ saysNothing = false, leadsOn = false }: WaitingListProps) {
  const { t } = useLingui();
  const waiting = useWaiting();
  if (waiting === undefined) return null;
  const { dueGuests, orphanedGuests, stoppedSources, failedMails, bookings } = waiting;
  const items: Item[] = [
    ...stoppedSources.map(({ id, name }) => ({
      id: `source ${id}`,
      icon: DatabaseZap,
      text: t`Die Quelle „${name}“ ist stehen geblieben und braucht eine Entscheidung.`,
      link: { to: '/administration/sources/$sourceId' as const, params: { sourceId: String(id) } },
    })),
    ...(bookings === 0
      ? []
      : [
          {
            id: 'bookings',
            icon: DoorOpen,
            text: t`${plural(bookings, { one: '# Buchung wartet auf Ihre Entscheidung.', other: '# Buchungen warten auf Ihre Entscheidung.' })}`,
            link: { to: '/bookings' as const },
          },
        ]),
    ...(orphanedGuests === 0
      ? []
      : [
          {
            id: 'orphaned',
            icon: UserRoundX,
            text: t`${plural(orphanedGuests, { one: '# Gast hat niemanden, der ihn betreut.', other: '# Gäste haben niemanden, der sie betreut.' })}`,
            link: { to: '/guests' as const, search: { show: 'orphaned' as const } },
          },
        ]),
    ...(dueGuests === 0
      ? []
      : [
          {
            id: 'due',
            icon: BadgeCheck,
            text: t`${plural(dueGuests, { one: '# Gast wartet auf Ihre Bestätigung.', other: '# Gäste warten auf Ihre Bestätigung.' })}`,
            link: { to: '/guests' as const, search: { show: 'due' as const } },
          },
        ]),
    ...(failedMails === 0
      ? []
      : [
          {
            id: 'mail',
            icon: MailWarning,
            text: t`${plural(failedMails, { one: '# Nachricht ließ sich nicht zustellen.', other: '# Nachrichten ließen sich nicht zustellen.' })}`,
            link: { to: '/administration/mail' as const },
          },
        ]),
  ];
  if (items.length === 0 && !saysNothing) return null;
  return (
    <section className="card stack waiting" aria-labelledby="waiting">
      <div className="row row-spread">
        <h2 id="waiting">
          <Trans>Zu tun</Trans>
        </h2>
        {leadsOn && (
          <Link to="/administration" className="waiting-on">
            <Trans>Zur Übersicht</Trans>
          </Link>
        )}
      </div>
      {items.length === 0 ? (
        <p className="row muted">
          <CircleCheck aria-hidden className="waiting-none" />
          <Trans>Nichts wartet auf Sie.</Trans>
        </p>
      ) : (
        <ul>
          {items.map(({ id, icon: Icon, text, link }) => (
            <li key={id}>
              <Link {...link}>
                <Icon aria-hidden />
                <span>{text}</span>
                <ChevronRight aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
