import { useQuery } from '@tanstack/react-query';
import { reminderSettingsQuery } from '../api/reminders.ts';
import type { DraftReminder } from '../domain/draft.ts';

/** What new events remind of, as the person has chosen. */
export function useUsualReminders(): (allDay: boolean) => readonly DraftReminder[] {
  const { data } = useQuery(reminderSettingsQuery);
  return (allDay) => {
    const minutes = (allDay ? data?.allDayMinutes : data?.timedMinutes) ?? null;
    return minutes === null ? [] : [{ minutes, by: 'display' }];
  };
}
