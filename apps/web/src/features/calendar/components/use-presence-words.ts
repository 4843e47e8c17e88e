import { useLingui } from '@lingui/react/macro';
import type { PresencePlace } from '../api/calendar-types.ts';

/** Where somebody works. */
export function usePresenceWords(): Record<PresencePlace, string> {
  const { t } = useLingui();
  return { office: t`Dienststelle`, home: t`Zu Hause`, travel: t`Unterwegs` };
}
