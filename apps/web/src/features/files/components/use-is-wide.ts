import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 1180px)');

/** Room for the details beside the list. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
