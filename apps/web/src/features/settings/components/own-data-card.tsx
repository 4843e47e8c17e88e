import { Trans } from '@lingui/react/macro';
import { DownloadButton } from '../../../session/download-button.tsx';

/** What is stored about oneself, to read and to take along. */
export function OwnDataCard() {
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
        <DownloadButton path="/me/data">
          <Trans>Meine Daten herunterladen</Trans>
        </DownloadButton>
      </div>
    </section>
  );
}
