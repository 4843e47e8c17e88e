import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { Person } from '../api/people.ts';
import { accessQuery, useEndAccess, type PersonAccess } from '../api/people-access.ts';
import { administrationMessages } from './administration-error.tsx';
import { FactList } from './fact-list.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { useRuleText } from './use-rule-text.ts';

const strengths: readonly PersonAccess['factors']['required'][] = ['password', 'second-factor', 'phishing-resistant'];

/** What somebody signs in with, and what helps when they have lost it. */
export function PersonSignIn({ person, isOwn }: { readonly person: Person; readonly isOwn: boolean }) {
  const { t } = useLingui();
  const { name, login } = person;
  const isGuest = person.kind === 'guest';
  const { data, error, refetch } = useQuery(accessQuery(login));
  const [resetting, setResetting] = useState(false);
  const end = useEndAccess(login);
  const [making, setMaking] = useState(false);
  const isShutOut =
    data !== undefined && !data.factors.password && data.factors.passkeys === 0 && !data.factors.byProvider && !isGuest;
  const devices = data === undefined ? 0 : data.factors.totp + data.factors.passkeys;
  return (
    <section className="card stack">
      <h2>
        <Trans>Anmeldung</Trans>
      </h2>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <Skeleton height={96} /> : <Factors factors={data.factors} />}
      {isShutOut && (
        <div className="stack">
          <p className="muted">
            <Trans>Die Person kann sich noch nicht anmelden. Mit einem Startpasswort kann sie es.</Trans>
          </p>
          <div>
            <Button size="small" icon={KeyRound} onPress={() => setMaking(true)}>
              <Trans>Startpasswort erzeugen</Trans>
            </Button>
          </div>
        </div>
      )}
      {isOwn ? (
        <p>
          <Link to="/settings/security">
            <Trans>Eigene Anmeldung einstellen</Trans>
          </Link>
        </p>
      ) : (
        devices > 0 && (
          <div>
            <Button size="small" onPress={() => setResetting(true)}>
              <Trans>Zweiten Faktor zurücksetzen</Trans>
            </Button>
          </div>
        )
      )}
      <PasswordDialog
        person={person}
        isOpen={making}
        onClose={() => {
          setMaking(false);
          void refetch();
        }}
      />
      <ConfirmDialog
        title={<Trans>Zweiten Faktor von {name} zurücksetzen?</Trans>}
        confirmLabel={t`Zurücksetzen`}
        isDangerous
        errors={administrationMessages}
        isOpen={resetting}
        onOpenChange={setResetting}
        onConfirm={async () => {
          await end.mutateAsync('factors');
          showToast({ title: t`Der zweite Faktor ist zurückgesetzt.` });
        }}
      >
        <Trans>
          Passkeys, Code-App und Wiederherstellungscodes gelten dann nicht mehr, und alle Sitzungen enden. Verlangt die
          Organisation einen zweiten Faktor, richtet die Person ihn bei der nächsten Anmeldung neu ein. Vergewissern Sie
          sich vorher, dass wirklich sie darum bittet.
        </Trans>
      </ConfirmDialog>
    </section>
  );
}

function Factors({ factors }: { readonly factors: PersonAccess['factors'] }) {
  const { t } = useLingui();
  const ruleText = useRuleText();
  const { password, totp, passkeys, recoveryCodes, byProvider, required, reachable } = factors;
  const devices = [
    ...(passkeys > 0 ? [t`${plural(passkeys, { one: '# Passkey', other: '# Passkeys' })}`] : []),
    ...(totp > 0 ? [t`${plural(totp, { one: '# Code-App', other: '# Code-Apps' })}`] : []),
  ];
  const weak = strengths.indexOf(reachable) < strengths.indexOf(required);
  return (
    <FactList
      facts={[
        { id: 'provider', term: t`Anmeldedienst`, value: byProvider ? t`der Organisation` : null },
        { id: 'password', term: t`Passwort`, value: password ? t`festgelegt` : byProvider ? null : t`keines` },
        { id: 'devices', term: t`Zweiter Faktor`, value: devices.length === 0 ? t`keiner` : devices.join(', ') },
        {
          id: 'codes',
          term: t`Notfallcodes`,
          value: devices.length === 0 ? null : t`${plural(recoveryCodes, { one: '# übrig', other: '# übrig' })}`,
        },
        {
          id: 'required',
          term: t`Verlangt ist`,
          value: (
            <span className="row">
              {ruleText('sign_in.strength', required)}
              {weak && (
                <span className="tag tag-danger">
                  <Trans>fehlt noch</Trans>
                </span>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
