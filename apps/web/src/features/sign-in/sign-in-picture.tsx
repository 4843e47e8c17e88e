import { Trans } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { FileIcon } from '../../ui/file-icon.tsx';

/** What awaits behind the sign-in; only for the eye. */
export function SignInPicture() {
  return (
    <aside className="sign-in-picture">
      <div className="sign-in-scene" aria-hidden>
        <div className="scene-card scene-list">
          <Row kind="folder" mime="" width={118} end={34} />
          <Row kind="folder" mime="" width={86} end={26} />
          <Row kind="file" mime="application/vnd.oasis.opendocument.spreadsheet" width={152} end={40} />
          <Row kind="file" mime="application/pdf" width={104} end={30} />
          <Row kind="file" mime="application/vnd.oasis.opendocument.text" width={134} end={38} />
        </div>
        <div className="scene-card scene-upload">
          <FileIcon kind="file" mime="application/zip" />
          <div className="scene-lines">
            <span className="scene-line scene-line-strong" style={{ width: 120 }} />
            <span className="scene-bar">
              <span />
            </span>
          </div>
        </div>
        <div className="scene-card scene-done">
          <FileIcon kind="file" mime="image/jpeg" />
          <span className="scene-line scene-line-strong" style={{ width: 76 }} />
          <span className="scene-check">
            <Check />
          </span>
        </div>
      </div>
      <p className="sign-in-claim">
        <Trans>Ihre Dateien. Auf jedem Gerät.</Trans>
        <br />
        <Trans>In öffentlicher Hand.</Trans>
      </p>
    </aside>
  );
}

interface RowProps {
  readonly kind: 'file' | 'folder';
  readonly mime: string;
  readonly width: number;
  readonly end: number;
}

function Row({ kind, mime, width, end }: RowProps) {
  return (
    <div className="scene-row">
      <FileIcon kind={kind} mime={mime} size="small" />
      <span className="scene-line scene-line-strong" style={{ width }} />
      <span className="scene-line" style={{ width: end }} />
    </div>
  );
}
