import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useMakeToken } from '../api/sources.ts';
import { SourceError } from './source-error.tsx';

interface TokenDialogProps {
  readonly sourceId: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a token and shows it this once. */
export function TokenDialog({ sourceId, isOpen, onClose }: TokenDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Zugang anlegen`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <TokenForm sourceId={sourceId} onClose={onClose} />
    </Dialog>
  );
}

function TokenForm({ sourceId, onClose }: Omit<TokenDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const [label, setLabel] = useState('');
  const make = useMakeToken(sourceId);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    make.mutate(label.trim());
  }

  if (make.data !== undefined) {
    return (
      <div className="source-stack">
        <Banner tone="success" title={t`Der Zugang ist angelegt.`}>
          <Trans>Kopieren Sie das Token jetzt: Es wird nur dieses eine Mal angezeigt.</Trans>
        </Banner>
        <CopyField label={t`Adresse (Mandanten-URL, SCIM-Endpunkt)`} value={`${location.origin}/scim/v2`} />
        <CopyField label={t`Token (geheimes Token, Bearer)`} value={make.data.token} />
        <div className="row dialog-buttons">
          <Button variant="primary" onPress={onClose}>
            <Trans>Fertig</Trans>
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="source-stack">
      <TextField
        label={t`Wofür ist der Zugang?`}
        placeholder="Entra ID"
        isRequired
        autoFocus
        maxLength={100}
        value={label}
        onChange={setLabel}
      />
      <SourceError error={make.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={make.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={make.isPending}>
          <Trans>Anlegen</Trans>
        </Button>
      </div>
    </form>
  );
}
