import { useMutation } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api, apiUrl } from '../../../api/api.ts';
import { sendFile } from '../../../api/send-file.ts';
import type { Calendar } from './calendar-types.ts';
import { useRefreshCalendar } from './calendars.ts';

export type ImportResult = Answer<'/calendars/{id}/import', 'post'>;

export const calendarFileUrl = (id: number): string => apiUrl(`/calendars/${id}/export`);
export const eventFileUrl = (id: number): string => apiUrl(`/calendar/events/${id}/export`);

export interface ImportInput {
  readonly file: File;
  /** A calendar, or the name of one that is made for it. */
  readonly into: number | string;
  readonly colour: string;
  readonly known: 'keep' | 'replace';
  readonly signal: AbortSignal;
  readonly onSent: (share: number) => void;
}

export interface Imported {
  readonly result: ImportResult;
  readonly calendarId: number;
  /** Made for it: goes with it when the import is taken back. */
  readonly isNew: boolean;
}

/** A file into a calendar. Of one that was made for it nothing stays when it could not be read. */
export function useImportCalendar() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: async ({ file, into, colour, known, signal, onSent }: ImportInput): Promise<Imported> => {
      const isNew = typeof into === 'string';
      const id = isNew ? (await api.post<Calendar>('/calendars', { name: into, colour })).id : into;
      try {
        const options = { query: { known }, signal, onSent };
        const result = await sendFile<ImportResult>(`/calendars/${id}/import`, file, options);
        return { result, calendarId: id, isNew };
      } catch (error) {
        if (isNew) await api.delete(`/calendars/${id}`).catch(() => undefined);
        throw error;
      }
    },
    onSettled: refresh,
  });
}

/** What was changed since stays. */
export function useUndoImport() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: async ({ result, calendarId, isNew }: Imported) => {
      const { undone } = await api.post<{ undone: number }>(`/calendar-imports/${result.id}/undo`);
      // what was put in meanwhile keeps the calendar
      if (isNew && undone === result.added) await api.delete(`/calendars/${calendarId}`);
      return undone;
    },
    onSettled: refresh,
  });
}
