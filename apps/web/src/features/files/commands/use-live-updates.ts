import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiUrl } from '../../../api/api.ts';
import { fileKeys } from '../api/file-keys.ts';
import { refreshLists } from './refresh.ts';

interface Hint {
  /** Folders whose entries changed; null: anything may have, after the line was down. */
  readonly parentIds: readonly number[] | null;
  /** Whether the person was told something, or has read it. */
  readonly isTold?: boolean;
  /** Whether something in one's calendars changed. */
  readonly isCalendar?: boolean;
}

const channelName = 'landescloud-files';

/**
 * Shows what others change. Browsers allow six lines to a server: one tab listens and tells the others.
 * Hints may get lost; a line that comes back refreshes everything that is shown.
 */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const apply = coalesced(client);
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = (event: MessageEvent<Hint>) => apply(event.data);
    const tell = (hint: Hint) => {
      channel.postMessage(hint);
      apply(hint);
    };
    const stop = new AbortController();
    let events: EventSource | null = null;
    const listen = () => {
      if (stop.signal.aborted) return;
      events = openEvents(tell);
    };
    if ('locks' in navigator) {
      const hold = () => {
        listen();
        return new Promise<void>((release) => stop.signal.addEventListener('abort', () => release()));
      };
      void navigator.locks.request(channelName, { signal: stop.signal }, hold).catch(() => undefined);
    } else listen();
    return () => {
      stop.abort();
      events?.close();
      channel.close();
    };
  }, [client]);
}

function openEvents(tell: (hint: Hint) => void): EventSource {
  const events = new EventSource(apiUrl('/events'));
  let wasDown = false;
  events.addEventListener('open', () => {
    if (wasDown) tell({ parentIds: null });
    wasDown = false;
  });
  events.addEventListener('error', () => {
    wasDown = true;
  });
  events.addEventListener('files', (event: MessageEvent<string>) => {
    try {
      const { parentIds } = JSON.parse(event.data) as { parentIds?: unknown };
      tell({ parentIds: Array.isArray(parentIds) ? parentIds.map(Number) : null });
    } catch {
      tell({ parentIds: null });
    }
  });
  events.addEventListener('notifications', () => tell({ parentIds: [], isTold: true }));
  events.addEventListener('calendar', () => tell({ parentIds: [], isCalendar: true }));
  return events;
}

/** The first hint at once; while many come, once a second. */
function coalesced(client: QueryClient): (hint: Hint) => void {
  const pace = 1000;
  let waiting = new Set<number>();
  let everything = false;
  let isTold = false;
  let isCalendar = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = 0;
  const flush = () => {
    timer = null;
    last = Date.now();
    if (everything || isTold) void client.invalidateQueries({ queryKey: ['notifications'] });
    if (everything || isCalendar) void client.invalidateQueries({ queryKey: ['calendar'] });
    if (everything) void client.invalidateQueries({ queryKey: fileKeys.all });
    else for (const id of waiting) void client.invalidateQueries({ queryKey: fileKeys.folder(id) });
    if (everything || waiting.size > 0) refreshLists(client);
    waiting = new Set();
    everything = false;
    isTold = false;
    isCalendar = false;
  };
  return ({ parentIds, isTold: told = false, isCalendar: dated = false }) => {
    isTold ||= told;
    isCalendar ||= dated;
    if (parentIds === null) everything = true;
    else for (const id of parentIds) waiting.add(id);
    timer ??= setTimeout(flush, Math.max(60, last + pace - Date.now()));
  };
}
