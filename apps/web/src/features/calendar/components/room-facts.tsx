import { useLingui } from '@lingui/react/macro';
import { Accessibility, Stamp, UsersRound } from 'lucide-react';
import type { Room } from '../api/rooms.ts';

/** How many fit, what is in it, how one gets in. */
export function RoomFacts({ room }: { readonly room: Room }) {
  const { t } = useLingui();
  const { capacity, equipment, accessible, approval } = room;
  return (
    <span className="room-facts">
      {capacity !== null && (
        <span className="room-fact">
          <UsersRound aria-hidden />
          <span aria-hidden>{capacity}</span>
          <span className="visually-hidden">{t`${capacity} Plätze`}</span>
        </span>
      )}
      {accessible && (
        <span className="room-fact" title={t`Mit Rollstuhl erreichbar`}>
          <Accessibility aria-hidden />
          <span className="visually-hidden">{t`Mit Rollstuhl erreichbar`}</span>
        </span>
      )}
      {approval && (
        <span className="room-fact" title={t`Jemand muss zustimmen`}>
          <Stamp aria-hidden />
          <span className="visually-hidden">{t`Jemand muss zustimmen`}</span>
        </span>
      )}
      {equipment.length > 0 && <span className="truncate">{equipment.join(', ')}</span>}
    </span>
  );
}
