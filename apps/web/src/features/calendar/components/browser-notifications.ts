import { useSyncExternalStore } from 'react';

const choiceKey = 'landescloud.reminders.browser';
const toldKey = 'landescloud.reminders.told';
const listeners = new Set<() => void>();

export type BrowserPermission = 'unable' | 'unasked' | 'denied' | 'off' | 'on';

/** Whether this browser shows reminders outside of the page. */
function permission(): BrowserPermission {
  if (!('Notification' in window)) return 'unable';
  if (Notification.permission === 'denied') return 'denied';
  if (Notification.permission === 'default') return 'unasked';
  return localStorage.getItem(choiceKey) === 'off' ? 'off' : 'on';
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function useBrowserPermission(): [BrowserPermission, (on: boolean) => Promise<void>] {
  const now = useSyncExternalStore(subscribe, permission);
  const choose = async (on: boolean) => {
    localStorage.setItem(choiceKey, on ? 'on' : 'off');
    if (on && Notification.permission === 'default') await Notification.requestPermission();
    for (const listener of listeners) listener();
  };
  return [now, choose];
}

interface Shown {
  readonly id: number;
  readonly rangAt: number;
  readonly title: string;
  readonly body: string;
  readonly onOpen: () => void;
}

const open = new Map<number, Notification>();
/** What rang long ago is no news when one opens the page. */
const fresh = 10 * 60_000;
const mostTold = 100;

/** Shows it outside of the page where nobody looks at it; once, whichever window is first. */
export function showOutside({ id, rangAt, title, body, onOpen }: Shown): void {
  if (permission() !== 'on' || Date.now() - rangAt > fresh || document.hasFocus()) return;
  const mark = `${id}:${rangAt}`;
  const told = (localStorage.getItem(toldKey) ?? '').split(' ').filter((one) => one !== '');
  if (told.includes(mark)) return;
  localStorage.setItem(toldKey, [...told.slice(1 - mostTold), mark].join(' '));
  try {
    const shown = new Notification(title, {
      body,
      tag: `landescloud-reminder-${id}`,
      lang: document.documentElement.lang,
    });
    open.set(id, shown);
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onOpen();
    });
  } catch {
    // phones take them from service workers alone
  }
}

/** What is done with disappears there too. */
export function closeOutside(still: ReadonlySet<number>): void {
  for (const [id, shown] of open) {
    if (still.has(id)) continue;
    shown.close();
    open.delete(id);
  }
}
