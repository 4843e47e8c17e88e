import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleCheck, MonitorSmartphone } from 'lucide-react';
import type { Answer } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { usePerson, useSignOut } from '../../session/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { SignInFrame } from '../sign-in/sign-in-frame.tsx';
import './login-flow.css';

/** A program on the person's device asks to be let in. */
export function LoginFlowPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Gerät verbinden`);
  const { token } = useParams({ from: '/signed-in/login/flow/$token' });
  const flow = useQuery({
    queryKey: ['login-flow', token],
    queryFn: ({ signal }) => api.get<Answer<'/login-flow/{token}'>>(`/login-flow/${token}`, { signal }),
    refetchOnWindowFocus: false,
  });
  const grant = useMutation({ mutationFn: () => api.post(`/login-flow/${token}/grant`) });

  return (
    <SignInFrame>
      <div className="stack-large" aria-live="polite">
        {grant.isSuccess ? (
          <Granted />
        ) : flow.isPending ? (
          <Loading />
        ) : flow.isError ? (
          <Ended error={flow.error} />
        ) : (
          <Question
            program={flow.data.client}
            error={grant.error}
            isPending={grant.isPending}
            onGrant={() => grant.mutate()}
          />
        )}
      </div>
    </SignInFrame>
  );
}

interface QuestionProps {
  readonly program: string;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onGrant: () => void;
}

function Question({ program, error, isPending, onGrant }: QuestionProps) {
  const person = usePerson();
  const signOut = useSignOut();
  return (
    <>
      <header className="stack">
        <h1>
          <Trans>Gerät verbinden</Trans>
        </h1>
        <p className="muted">
          <Trans>Dieses Programm möchte auf Ihre Dateien zugreifen:</Trans>
        </p>
      </header>
      <div className="login-flow-pair">
        <span className="login-flow-program">
          <MonitorSmartphone aria-hidden />
        </span>
        <strong className="login-flow-name">{program}</strong>
      </div>
      <div className="login-flow-person">
        <Avatar name={person.name} />
        <div className="truncate">
          <div className="truncate">{person.name}</div>
          <div className="truncate muted">{person.organisation.name}</div>
        </div>
        <Button size="small" variant="quiet" onPress={() => void signOut(location.pathname)}>
          <Trans>Konto wechseln</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} />}
      <Button variant="primary" wide isPending={isPending} onPress={onGrant}>
        <Trans>Zugriff erlauben</Trans>
      </Button>
      <p className="sign-in-help muted">
        <Trans>
          Erlauben Sie das nur, wenn Sie die Anmeldung gerade selbst in dem Programm begonnen haben. Schließen Sie sonst
          diese Seite: Dann geschieht nichts. Den Zugriff können Sie jederzeit unter „Geräte verbinden“ wieder beenden.
        </Trans>
      </p>
    </>
  );
}

function Granted() {
  return (
    <>
      <span className="login-flow-done">
        <CircleCheck aria-hidden />
      </span>
      <header className="stack">
        <h1>
          <Trans>Verbunden</Trans>
        </h1>
        <p className="muted">
          <Trans>Das Programm meldet sich jetzt von selbst an. Sie können dieses Fenster schließen.</Trans>
        </p>
      </header>
    </>
  );
}

function Ended({ error }: { readonly error: unknown }) {
  const gone = error instanceof ApiError && (error.status === 404 || error.status === 400);
  return (
    <>
      <h1>
        <Trans>Gerät verbinden</Trans>
      </h1>
      {gone ? (
        <Banner tone="warning" title={<Trans>Diese Anmeldung ist nicht mehr gültig.</Trans>}>
          <Trans>Sie gilt 20 Minuten und nur einmal. Beginnen Sie in dem Programm bitte von vorn.</Trans>
        </Banner>
      ) : (
        <ErrorBanner error={error} />
      )}
    </>
  );
}
