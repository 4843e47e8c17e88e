import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { clock } from '../format.ts';

/** Before a time; whole days count from their midnight. */
export const timedSteps = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080] as const;
export const allDaySteps = [-540, 420, 900, 2340, 9540] as const;

/** "15 Minuten vorher", "Am Vortag um 17:00" */
export function useReminderText(): (minutes: number, allDay: boolean) => string {
  const { t } = useLingui();
  const ofDay = (minutes: number) => {
    const day = Math.floor(-minutes / 1440);
    const time = clock(-minutes - day * 1440);
    if (day === 0) return t`Am Tag um ${time}`;
    if (day === -1) return t`Am Vortag um ${time}`;
    return t`${plural(-day, { one: '# Tag vorher', other: '# Tage vorher' })} um ${time}`;
  };
  return (minutes, allDay) => {
    if (allDay) return ofDay(minutes);
    if (minutes === 0) return t`Zu Beginn`;
    if (minutes < 0) return t`${plural(-minutes, { one: '# Minute danach', other: '# Minuten danach' })}`;
    if (minutes % 10_080 === 0)
      return t`${plural(minutes / 10_080, { one: '# Woche vorher', other: '# Wochen vorher' })}`;
    if (minutes % 1440 === 0) return t`${plural(minutes / 1440, { one: '# Tag vorher', other: '# Tage vorher' })}`;
    if (minutes % 60 === 0) return t`${plural(minutes / 60, { one: '# Stunde vorher', other: '# Stunden vorher' })}`;
    return t`${plural(minutes, { one: '# Minute vorher', other: '# Minuten vorher' })}`;
  };
}
