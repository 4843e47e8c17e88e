import { useSyncExternalStore } from 'react';
import { currentTheme, isDark, keepTheme, onSystemTheme, type Theme } from '../styles/theme-choice.ts';

export { currentTheme, type Theme };

const listeners = new Set<() => void>();

/** Shows a theme and keeps it in this browser. */
export function applyTheme(theme: Theme): void {
  keepTheme(theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const forget = onSystemTheme(listener);
  return () => {
    listeners.delete(listener);
    forget();
  };
}

/** What is chosen. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

/** What is shown. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}
