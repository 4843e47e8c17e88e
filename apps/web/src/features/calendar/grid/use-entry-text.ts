import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import type { Entry } from '../domain/entry.ts';
import { clock, dayAndMonth } from '../format.ts';

/** What an event is called where nobody named it, and all of it in one sentence for who hears it. */
export function useEntryText(): { titleOf: (entry: Entry) => string; sentenceOf: (entry: Entry) => string } {
  const { t } = useLingui();
  const titleOf = useCallback(
    (entry: Entry) => (entry.title !== '' ? entry.title : entry.isPrivate ? t`Beschäftigt` : t`Ohne Titel`),
    [t],
  );
  const sentenceOf = useCallback(
    (entry: Entry) => {
      const { startDate, endDate, startMinutes, endMinutes, place, answer } = entry;
      const several = endDate > startDate;
      const [from, to] = [clock(startMinutes), clock(endMinutes)];
      const [firstDay, lastDay] = [dayAndMonth(startDate), dayAndMonth(endDate)];
      const when = entry.allDay
        ? several
          ? t`${firstDay} bis ${lastDay}`
          : t`ganztägig`
        : several
          ? t`${firstDay}, ${from} bis ${lastDay}, ${to}`
          : t`${from} bis ${to}`;
      return [
        titleOf(entry),
        when,
        place,
        entry.lacksRoom ? t`Raum nicht gebucht` : '',
        entry.isSeries ? t`Serie` : '',
        entry.isCancelled ? t`abgesagt` : '',
        answer === 'needs-action' ? t`noch nicht beantwortet` : answer === 'declined' ? t`abgelehnt` : '',
        entry.isTentative ? t`unter Vorbehalt` : '',
      ]
        .filter((part) => part !== '')
        .join(', ');
    },
    [t, titleOf],
  );
  return { titleOf, sentenceOf };
}
