import { useSyncExternalStore } from 'react';
import { isViewName, type ViewName } from '../domain/views.ts';

/** When one works, in minutes since midnight. */
export const workStart = 8 * 60;
export const workEnd = 17 * 60;

const viewKey = 'landescloud.calendar.view';
const zoneKey = 'landescloud.calendar.second-zone';
const listeners = new Set<() => void>();

function keep(key: string, value: string | null): void {
  if (value === null) localStorage.removeItem(key);
  else localStorage.setItem(key, value);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The view that was last looked at on this device. */
export function keptView(): ViewName | null {
  const view = localStorage.getItem(viewKey);
  return isViewName(view) ? view : null;
}

export const keepView = (view: ViewName): void => localStorage.setItem(viewKey, view);

/** A second time zone beside one's own; null: none. */
export function useSecondZone(): [string | null, (zone: string | null) => void] {
  const zone = useSyncExternalStore(subscribe, () => localStorage.getItem(zoneKey));
  return [zone, (next) => keep(zoneKey, next)];
}
