import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { downloadUrl, previewUrl } from '../api/node-urls.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { NodeIcon } from '../components/node-icon.tsx';

/** For what a browser cannot show: its picture where there is one, and the download. */
export function NoPreview({ node, failed }: { readonly node: LocatedNode; readonly failed: boolean }) {
  const { t } = useLingui();
  const [broken, setBroken] = useState(false);
  return (
    <div className="viewer-none">
      {node.hasPreview && !broken ? (
        <img className="viewer-none-preview" src={previewUrl(node, 'large')} alt="" onError={() => setBroken(true)} />
      ) : (
        <div className="viewer-none-icon">
          <NodeIcon node={{ ...node, hasPreview: false }} size="tile" />
        </div>
      )}
      <p className="viewer-none-title">
        {failed ? (
          <Trans>Die Datei lässt sich hier nicht anzeigen.</Trans>
        ) : (
          <Trans>Für diese Art von Datei gibt es hier keine Ansicht.</Trans>
        )}
      </p>
      <p className="muted">
        <Trans>Laden Sie sie herunter, um sie mit einem Programm auf Ihrem Gerät zu öffnen.</Trans>
      </p>
      <a className={buttonClass({ variant: 'primary' })} href={downloadUrl(node.id)} download>
        {t`Herunterladen (${formatBytes(node.size)})`}
      </a>
    </div>
  );
}
