import { useLingui } from '@lingui/react/macro';

/** "Guten Morgen, Birte Clausen" */
export function useGreeting(name: string): string {
  const { t } = useLingui();
  const hour = new Date().getHours();
  if (hour >= 4 && hour < 11) return t`Guten Morgen, ${name}`;
  if (hour >= 11 && hour < 18) return t`Guten Tag, ${name}`;
  return t`Guten Abend, ${name}`;
}
