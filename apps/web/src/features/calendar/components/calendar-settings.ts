import { useSyncExternalStore } from 'react';
import { isViewName, type ViewName } from '../domain/views.ts';

/** When one works, in minutes since midnight. */
export const workStart = 8 * 60;
export const workEnd = 17 * 60;

const viewKey = 'landescloud.calendar.view';
const zonesKey = 'landescloud.calendar.second-zone';
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

/** As many as stand beside one's own without taking the place of the days. */
export const mostZones = 3;

/** Other time zones beside one's own, in the order chosen. */
export function useOtherZones(): [readonly string[], (zones: readonly string[]) => void] {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(zonesKey)) ?? '';
  const zones = kept.split(',').filter((zone) => zone !== '');
  return [zones, (next) => keep(zonesKey, next.length === 0 ? null : next.join(','))];
}
