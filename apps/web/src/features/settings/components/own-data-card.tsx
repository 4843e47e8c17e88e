import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { api } from '../../../api/api.ts';
import { errorCode } from '../../../api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { showToast } from '../../../ui/toast-store.ts';

/** What is stored about oneself, to read and to take along. */
export function OwnDataCard() {
  const { t } = useLingui();
  const take = useMutation({ mutationFn: () => api.download('/me/data') });
  const fail = (error: Error) => {
    const unproven = errorCode(error) === 'auth.step_up_required';
    const title = unproven
      ? t`Ohne den Nachweis, dass Sie es sind, werden keine Daten herausgegeben.`
      : t`Das Herunterladen ist nicht gelungen. Bitte versuchen Sie es noch einmal.`;
    showToast({ tone: 'danger', title });
  };
  return (
    <section className="card stack" aria-labelledby="own-data-heading">
      <div>
        <h2 id="own-data-heading">
          <Trans>Gespeicherte Daten</Trans>
        </h2>
        <p className="muted">
          <Trans>
            Alles, was über Sie gespeichert ist, als lesbares Dokument: Angaben zur Person, Rechte, Anmeldungen,
            Nachrichten und das Protokoll. Ihre Dateien laden Sie unter „Dateien“ herunter.
          </Trans>
        </p>
      </div>
      <div>
        <Button icon={Download} isPending={take.isPending} onPress={() => take.mutate(undefined, { onError: fail })}>
          <Trans>Meine Daten herunterladen</Trans>
        </Button>
      </div>
    </section>
  );
}
