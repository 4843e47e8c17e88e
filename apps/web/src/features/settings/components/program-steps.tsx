import { Trans, useLingui } from '@lingui/react/macro';
import { KeyRound } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import type { ProgramId } from './programs.ts';
import type { Addresses } from './use-addresses.ts';

interface StepsProps extends Addresses {
  readonly onCreate: () => void;
}

/** The exact way of each program. */
export const programSteps: Record<ProgramId, ComponentType<StepsProps>> = {
  desktop: DesktopSteps,
  android: AndroidSteps,
  ios: IosSteps,
  windows: WindowsSteps,
  macos: MacosSteps,
  davfs: DavfsSteps,
  rclone: RcloneSteps,
};

function Steps({ children }: { readonly children: ReactNode }) {
  return <ol className="guide-steps">{children}</ol>;
}

function Step({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <div className="guide-step">{children}</div>
    </li>
  );
}

function ServerAddress({ server }: { readonly server: string }) {
  const { t } = useLingui();
  return <CopyField label={t`Serveradresse`} value={server} />;
}

/** Programs without the login flow need an app password. */
function AppPasswordStep({ onCreate }: { readonly onCreate: () => void }) {
  return (
    <Step>
      <Trans>
        Erstellen Sie ein App-Passwort für dieses Programm. Ihr eigenes Passwort nimmt der Server hier nicht an.
      </Trans>
      <div>
        <Button size="small" icon={KeyRound} onPress={onCreate}>
          <Trans>App-Passwort erstellen</Trans>
        </Button>
      </div>
    </Step>
  );
}

function DesktopSteps({ server }: StepsProps) {
  return (
    <>
      <Steps>
        <Step>
          <Trans>
            Installieren Sie „Nextcloud Desktop“ für Windows, macOS oder Linux aus der Softwareverteilung Ihrer
            Organisation und starten Sie es.
          </Trans>
        </Step>
        <Step>
          <Trans>Wählen Sie „Anmelden“ und geben Sie diese Adresse ein:</Trans>
          <ServerAddress server={server} />
        </Step>
        <Step>
          <Trans>Ihr Browser öffnet sich. Wählen Sie dort „Zugriff erlauben“.</Trans>
        </Step>
        <Step>
          <Trans>
            Wählen Sie im Programm den Ordner auf Ihrem Rechner. Mit „virtuellen Dateien“ wird erst geladen, was Sie
            öffnen.
          </Trans>
        </Step>
      </Steps>
      <p className="guide-note">
        <Trans>Ein App-Passwort brauchen Sie dafür nicht: Das Programm bekommt sein eigenes.</Trans>
      </p>
    </>
  );
}

function AndroidSteps({ server }: StepsProps) {
  return (
    <Steps>
      <Step>
        <Trans>
          Installieren Sie „Nextcloud“ aus F-Droid, dem Play Store oder der Geräteverwaltung Ihrer Organisation.
        </Trans>
      </Step>
      <Step>
        <Trans>Tippen Sie auf „Anmelden“ und geben Sie diese Adresse ein:</Trans>
        <ServerAddress server={server} />
      </Step>
      <Step>
        <Trans>Melden Sie sich auf der Seite an, die sich öffnet, und tippen Sie auf „Zugriff erlauben“.</Trans>
      </Step>
      <Step>
        <Trans>Ihre Dateien erscheinen auch in anderen Apps unter „Öffnen“, sobald Android danach fragt.</Trans>
      </Step>
    </Steps>
  );
}

function IosSteps({ server }: StepsProps) {
  return (
    <Steps>
      <Step>
        <Trans>Installieren Sie „Nextcloud“ aus dem App Store oder der Geräteverwaltung Ihrer Organisation.</Trans>
      </Step>
      <Step>
        <Trans>Tippen Sie auf „Anmelden“ und geben Sie diese Adresse ein:</Trans>
        <ServerAddress server={server} />
      </Step>
      <Step>
        <Trans>Melden Sie sich auf der Seite an, die sich öffnet, und tippen Sie auf „Zugriff erlauben“.</Trans>
      </Step>
      <Step>
        <Trans>
          In der App „Dateien“ schalten Sie unter „Durchsuchen“, „Bearbeiten“ den Speicherort „Nextcloud“ ein.
        </Trans>
      </Step>
    </Steps>
  );
}

function InsecureNote() {
  return (
    <Banner isQuiet tone="warning" title={<Trans>Diese Adresse ist nicht verschlüsselt (http).</Trans>}>
      <Trans>
        Dieses Programm sendet Passwörter dann nicht oder warnt davor. Im Betrieb ist die Adresse eine mit https.
      </Trans>
    </Banner>
  );
}

function WindowsSteps({ webdav, login, isSecure, onCreate }: StepsProps) {
  const { t } = useLingui();
  return (
    <>
      {!isSecure && <InsecureNote />}
      <Steps>
        <AppPasswordStep onCreate={onCreate} />
        <Step>
          <Trans>Öffnen Sie im Explorer „Dieser PC“ und wählen Sie „Netzlaufwerk verbinden“.</Trans>
        </Step>
        <Step>
          <Trans>
            Tragen Sie als Ordner diese Adresse ein und haken Sie „Verbindung mit anderen Anmeldeinformationen
            herstellen“ an:
          </Trans>
          <CopyField label={t`Ordner`} value={webdav} />
        </Step>
        <Step>
          <Trans>Melden Sie sich mit diesem Namen und dem App-Passwort an:</Trans>
          <CopyField label={t`Benutzername`} value={login} />
        </Step>
      </Steps>
      <p className="guide-note">
        <Trans>
          Windows öffnet so nur Dateien bis 50 MB, solange die Systemverwaltung diese Grenze nicht anhebt, höchstens 4
          GB. Für große Dateien ist Nextcloud Desktop der bessere Weg.
        </Trans>
      </p>
    </>
  );
}

function MacosSteps({ webdav, login, isSecure, onCreate }: StepsProps) {
  const { t } = useLingui();
  return (
    <>
      {!isSecure && <InsecureNote />}
      <Steps>
        <AppPasswordStep onCreate={onCreate} />
        <Step>
          <Trans>Wählen Sie im Finder „Gehe zu“, „Mit Server verbinden“ (⌘ K) und geben Sie diese Adresse ein:</Trans>
          <CopyField label={t`Serveradresse`} value={webdav} />
        </Step>
        <Step>
          <Trans>
            Wählen Sie „Registrierter Benutzer“ und melden Sie sich mit diesem Namen und dem App-Passwort an:
          </Trans>
          <CopyField label={t`Name`} value={login} />
        </Step>
      </Steps>
    </>
  );
}

function DavfsSteps({ webdav, login, onCreate }: StepsProps) {
  const { t } = useLingui();
  return (
    <Steps>
      <AppPasswordStep onCreate={onCreate} />
      <Step>
        <Trans>Installieren Sie davfs2 (Debian, Ubuntu):</Trans>
        <CopyField label={t`Befehl`} value="sudo apt install davfs2" />
      </Step>
      <Step>
        <Trans>Binden Sie Ihre Dateien ein:</Trans>
        <CopyField label={t`Befehl`} value={`sudo mkdir -p /mnt/landescloud`} />
        <CopyField
          label={t`Befehl`}
          value={`sudo mount -t davfs -o uid=$(id -u),gid=$(id -g) ${webdav} /mnt/landescloud`}
        />
      </Step>
      <Step>
        <Trans>Geben Sie diesen Namen und das App-Passwort ein:</Trans>
        <CopyField label={t`Benutzername`} value={login} />
      </Step>
    </Steps>
  );
}

function RcloneSteps({ webdav, login, onCreate }: StepsProps) {
  const { t } = useLingui();
  const create = `rclone config create landescloud webdav url=${webdav} vendor=nextcloud user=${login} --all`;
  return (
    <>
      <Steps>
        <AppPasswordStep onCreate={onCreate} />
        <Step>
          <Trans>
            Richten Sie die Verbindung ein. Bei „pass“ wählen Sie y und geben das App-Passwort ein; alles andere
            bestätigen Sie mit der Eingabetaste:
          </Trans>
          <CopyField label={t`Befehl`} value={create} />
        </Step>
        <Step>
          <Trans>Zum Beispiel einen Ordner abgleichen und danach prüfen:</Trans>
          <CopyField label={t`Befehl`} value="rclone sync ./Akten landescloud:Akten --progress" />
          <CopyField label={t`Befehl`} value="rclone check ./Akten landescloud:Akten" />
        </Step>
      </Steps>
      <p className="guide-note">
        <Trans>Prüfsummen (SHA-1) und Änderungszeiten bleiben erhalten.</Trans>
      </p>
    </>
  );
}
