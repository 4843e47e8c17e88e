import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { announce } from '../../files/commands/announce.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { PersonField } from '../../administration/components/person-field.tsx';
import { useTransfer } from '../api/shares.ts';
import type { ShareRole } from '../api/share-types.ts';
import { shareErrors, useRoleOptions } from './share-words.ts';

interface TransferOwnershipProps {
  readonly node: { readonly id: number; readonly name: string; readonly kind: 'file' | 'folder' };
  /** Login of the owner, who is the one that asks. */
  readonly owner: string;
  readonly onDone: () => void;
}

const keepable: readonly ShareRole[] = ['viewer', 'editor', 'manager'];

/** Makes what is one's own somebody else's. */
export function TransferOwnership({ node, owner, onDone }: TransferOwnershipProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState<{ readonly login: string; readonly name: string } | null>(null);
  const [keep, setKeep] = useState<ShareRole | 'nothing'>('editor');
  const transfer = useTransfer(node.id);
  const roles = useRoleOptions()(keepable, node.kind);
  const nothing = { id: 'nothing' as const, label: t`Nichts`, description: t`Sie haben danach keinen Zugriff mehr` };

  function submit() {
    if (person === null) return;
    transfer.mutate(
      { login: person.login, keep: keep === 'nothing' ? null : keep },
      {
        onSuccess: () => {
          announce(t`„${node.name}“ gehört jetzt ${person.name}`);
          setOpen(false);
          onDone();
        },
      },
    );
  }

  return (
    <>
      <Button variant="quiet" size="small" onPress={() => setOpen(true)}>
        <Trans>Jemand anderem übertragen …</Trans>
      </Button>
      <Dialog
        title={t`„${node.name}“ übertragen`}
        size="small"
        isOpen={open}
        onOpenChange={setOpen}
        isBusy={transfer.isPending}
        footer={
          <>
            <Button variant="quiet" onPress={() => setOpen(false)}>
              <Trans>Abbrechen</Trans>
            </Button>
            <Button variant="primary" isDisabled={person === null} isPending={transfer.isPending} onPress={submit}>
              <Trans>Übertragen</Trans>
            </Button>
          </>
        }
      >
        <p className="muted">
          <Trans>
            Es liegt danach im persönlichen Bereich dieser Person und zählt dort zum Speicherplatz. Freigaben und
            Versionen bleiben bestehen.
          </Trans>
        </p>
        <PersonField label={t`Wem es gehören soll`} value={person} onChange={setPerson} without={[owner]} />
        <Select label={t`Sie behalten`} options={[nothing, ...roles]} value={keep} onChange={setKeep} />
        {transfer.error !== null && <ErrorBanner error={transfer.error} own={shareErrors} />}
      </Dialog>
    </>
  );
}
