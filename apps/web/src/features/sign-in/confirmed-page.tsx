import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import { ProviderProblem } from '../../session/provider-problem.tsx';
import { provenChannel } from '../../session/provider-way.ts';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Where the provider leads back to in a tab of its own, after somebody proved once more who they are. */
export function ConfirmedPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Bestätigung`);
  const { problem } = useSearch({ from: '/login/confirmed' });
  useEffect(() => {
    if (problem !== undefined) return;
    const channel = new BroadcastChannel(provenChannel);
    channel.postMessage('proven');
    channel.close();
    // where the browser lets a page close itself
    window.close();
  }, [problem]);
  return (
    <SignInFrame>
      {problem === undefined ? (
        <div className="stack" role="status">
          <CircleCheck aria-hidden className="sign-in-confirmed" />
          <h1>
            <Trans>Bestätigt</Trans>
          </h1>
          <p>
            <Trans>Sie können diesen Tab schließen. Im anderen geht es weiter.</Trans>
          </p>
        </div>
      ) : (
        <div className="stack">
          <h1>
            <Trans>Nicht bestätigt</Trans>
          </h1>
          <ProviderProblem reason={problem} />
          <p className="muted">
            <Trans>Sie können diesen Tab schließen. Geändert wurde nichts.</Trans>
          </p>
        </div>
      )}
    </SignInFrame>
  );
}
