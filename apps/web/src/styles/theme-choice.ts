export type Theme = 'light' | 'dark' | 'system';

const storageKey = 'landescloud.theme';

function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark' || value === 'system';
}

export function currentTheme(): Theme {
  const kept = localStorage.getItem(storageKey);
  return isTheme(kept) ? kept : 'system';
}

/** Shows a theme and keeps it in this browser. */
export function keepTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

export function isDark(): boolean {
  return currentTheme() === 'dark' || (currentTheme() === 'system' && dark.matches);
}

export function onSystemTheme(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}
