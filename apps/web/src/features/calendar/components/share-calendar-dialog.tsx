import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { RecipientField } from '../../sharing/components/recipient-field.tsx';
import { RecipientSign } from '../../sharing/components/recipient-sign.tsx';
import type { Recipient } from '../../sharing/api/share-types.ts';
import type { Calendar, ShareInput } from '../api/calendar-types.ts';
import { calendarSharesQuery, useShareCalendar, useUnshareCalendar } from '../api/calendars.ts';
import { calendarErrors, roleWords } from './calendar-words.ts';

const roles = ['free-busy', 'viewer', 'editor', 'manager'] as const;
type Role = ShareInput['role'];

/** Who sees a calendar, how much of it, and who acts for its owner. */
export function ShareCalendarDialog({
  calendar,
  onClose,
}: {
  readonly calendar: Calendar;
  readonly onClose: () => void;
}) {
  const { t } = useLingui();
  const { data: shares = [], error: loadError } = useQuery(calendarSharesQuery(calendar.id));
  const [chosen, setChosen] = useState<readonly Recipient[]>([]);
  const [role, setRole] = useState<Role>('viewer');
  const share = useShareCalendar(calendar.id);
  const unshare = useUnshareCalendar(calendar.id);
  const error = loadError ?? share.error ?? unshare.error;
  const options = roles.map((id) => ({ id, label: t(roleWords[id].label), description: t(roleWords[id].text) }));

  async function add() {
    for (const { kind, key } of chosen) await share.mutateAsync({ kind, key, role });
    setChosen([]);
  }

  return (
    <Dialog title={t`Kalender „${calendar.name}“ freigeben`} isOpen onOpenChange={onClose}>
      <RecipientField
        chosen={chosen}
        onChange={setChosen}
        without={new Set(shares.map(({ kind, key }) => `${kind} ${key}`))}
      />
      {chosen.length > 0 && (
        <div className="stack">
          <Select label={t`Berechtigung`} options={options} value={role} onChange={setRole} />
          <div className="row dialog-buttons">
            <Button variant="primary" isPending={share.isPending} onPress={() => void add().catch(() => undefined)}>
              <Trans>Kalender freigeben</Trans>
            </Button>
          </div>
        </div>
      )}
      {error !== null && <ErrorBanner error={error} own={calendarErrors} />}
      {shares.length > 0 && (
        <section aria-labelledby="calendar-shares">
          <h3 id="calendar-shares">
            <Trans>Freigegeben für</Trans>
          </h3>
          <ul className="calendar-shares">
            {shares.map(({ kind, key, name, role: given }) => (
              <li key={`${kind} ${key}`}>
                <RecipientSign kind={kind} name={name} />
                <span className="truncate">{name}</span>
                <Select
                  hideLabel
                  size="small"
                  label={t`Berechtigung von ${name}`}
                  options={options}
                  value={given}
                  onChange={(next) => next !== given && share.mutate({ kind, key, role: next })}
                />
                <IconButton
                  icon={X}
                  size="small"
                  label={t`Freigabe für ${name} beenden`}
                  onPress={() => unshare.mutate({ kind, key })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
