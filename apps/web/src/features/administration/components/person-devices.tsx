import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Laptop, X, type LucideIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { formatRelative } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { Person } from '../api/people.ts';
import { accessQuery, useEndAccess, type AccessEnd } from '../api/people-access.ts';
import { administrationMessages } from './administration-error.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';

const few = 4;

/** Browsers and programs in which somebody is signed in, each with its end. */
export function PersonDevices({ person, isOwn }: { readonly person: Person; readonly isOwn: boolean }) {
  const { t } = useLingui();
  const { data } = useQuery(accessQuery(person.login));
  const errorText = useErrorText();
  const end = useEndAccess(person.login);
  const heading = useRef<HTMLHeadingElement>(null);
  const [endingAll, setEndingAll] = useState(false);
  const { sessions = [], appPasswords = [] } = data ?? {};
  const [all, setAll] = useState(false);
  const shownSessions = all ? sessions : sessions.slice(0, few);
  const run = (what: AccessEnd, done: string) => () =>
    end.mutate(what, {
      onSuccess: () => {
        showToast({ title: done });
        // the button that had it is gone
        heading.current?.focus();
      },
      onError: (failure) => showToast({ tone: 'danger', title: errorText(failure, administrationMessages).title }),
    });
  const isEmpty = data !== undefined && sessions.length + appPasswords.length === 0;
  return (
    <section className="card stack">
      <div className="row row-spread">
        <h2 ref={heading} tabIndex={-1}>
          <Trans>Angemeldet in</Trans>
        </h2>
        {!isOwn && !isEmpty && data !== undefined && (
          <Button size="small" onPress={() => setEndingAll(true)}>
            <Trans>Überall abmelden</Trans>
          </Button>
        )}
      </div>
      {data === undefined && <Skeleton height={56} />}
      {isEmpty && (
        <p className="muted">
          <Trans>Zurzeit nirgends.</Trans>
        </p>
      )}
      {!isEmpty && (
        <ul className="members">
          {shownSessions.map(({ id, client, lastUsedAt }) => (
            <Device
              key={`session ${id}`}
              icon={Laptop}
              name={client}
              kind={t`Browser`}
              lastUsedAt={lastUsedAt}
              endLabel={isOwn ? null : t`${client} abmelden`}
              onEnd={run({ session: id }, t`${client} ist abgemeldet.`)}
            />
          ))}
          {appPasswords.map(({ id, label, lastUsedAt }) => (
            <Device
              key={`app-password ${id}`}
              icon={KeyRound}
              name={label}
              kind={t`Programm`}
              lastUsedAt={lastUsedAt}
              endLabel={isOwn ? null : t`Zugriff von ${label} beenden`}
              onEnd={run({ appPassword: id }, t`„${label}“ hat keinen Zugriff mehr.`)}
            />
          ))}
        </ul>
      )}
      {sessions.length > shownSessions.length && (
        <Button variant="quiet" size="small" onPress={() => setAll(true)}>
          <Plural value={sessions.length - few} one="# weiteren Browser zeigen" other="# weitere Browser zeigen" />
        </Button>
      )}
      <ConfirmDialog
        title={<Trans>{person.name} überall abmelden?</Trans>}
        confirmLabel={t`Abmelden`}
        isDangerous
        errors={administrationMessages}
        isOpen={endingAll}
        onOpenChange={setEndingAll}
        onConfirm={async () => {
          await end.mutateAsync('access');
          showToast({ title: t`Alle Sitzungen und Programme sind abgemeldet.` });
        }}
      >
        <Trans>
          Alle Browser und verbundenen Programme sind sofort draußen. Die Person kann sich mit ihrem Passwort wieder
          anmelden; Programme müssen neu verbunden werden.
        </Trans>
      </ConfirmDialog>
    </section>
  );
}

interface DeviceProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly kind: string;
  readonly lastUsedAt: number | null;
  /** null: is ended elsewhere. */
  readonly endLabel: string | null;
  readonly onEnd: () => void;
}

function Device({ icon: Icon, name, kind, lastUsedAt, endLabel, onEnd }: DeviceProps) {
  const used = lastUsedAt === null ? null : formatRelative(lastUsedAt);
  return (
    <li className="member">
      <span className="member-icon">
        <Icon aria-hidden />
      </span>
      <div className="member-name">
        <div className="truncate">{name}</div>
        <div className="truncate muted">
          {kind} · {used === null ? <Trans>noch nicht benutzt</Trans> : <Trans>zuletzt {used}</Trans>}
        </div>
      </div>
      {endLabel !== null && <IconButton icon={X} label={endLabel} onPress={onEnd} />}
    </li>
  );
}
