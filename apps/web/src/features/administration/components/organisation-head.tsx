import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ChevronRight, Ellipsis, FolderInput, Lock, LockOpen, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useIsWide } from '../../files/components/use-is-wide.ts';
import {
  organisationsQuery,
  useRemoveOrganisation,
  useUpdateOrganisation,
  type OrganisationDetails,
} from '../api/organisations.ts';
import { administrationMessages } from './administration-error.tsx';
import { OrganisationDialog } from './organisation-dialog.tsx';
import { OrganisationEditDialog } from './organisation-edit-dialog.tsx';
import { organisationKinds } from './organisation-kinds.ts';
import { OrganisationLogo } from './organisation-logo.tsx';
import { OrganisationMoveDialog } from './organisation-move-dialog.tsx';

type Task = 'edit' | 'move' | 'add' | 'close' | 'remove' | null;

/** What an organisation is called, where it stands, and what can be done with it. */
export function OrganisationHead({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const { key, name, kind, closed, administered, path } = organisation;
  const isWide = useIsWide();
  const [task, setTask] = useState<Task>(null);
  const update = useUpdateOrganisation(key);
  const remove = useRemoveOrganisation(key);
  const navigate = useNavigate();
  const done = () => setTask(null);
  const { data: all } = useQuery(organisationsQuery);
  const listed = all?.find((one) => one.key === key);
  const isUsed = (listed?.peopleCount ?? 0) > 0 || all?.some(({ parentKey }) => parentKey === key) === true;
  const isFixed = organisation.administeredAbove !== true;
  const above = path.filter((one) => one.key !== key);

  const entries: MenuEntry[] = [
    { id: 'add', label: t`Darunter eine anlegen`, icon: Plus, onAction: () => setTask('add') },
    {
      id: 'move',
      label: t`Verschieben`,
      icon: FolderInput,
      isDisabled: isFixed,
      onAction: () => setTask('move'),
    },
    closed
      ? {
          id: 'open',
          label: t`Wieder öffnen`,
          icon: LockOpen,
          separatorBefore: true,
          isDisabled: isFixed,
          onAction: () => void reopen(),
        }
      : {
          id: 'close',
          label: t`Schließen`,
          icon: Lock,
          isDangerous: true,
          isDisabled: isFixed,
          separatorBefore: true,
          onAction: () => setTask('close'),
        },
    {
      id: 'remove',
      label: t`Entfernen`,
      icon: Trash2,
      isDangerous: true,
      isDisabled: isFixed || isUsed,
      onAction: () => setTask('remove'),
    },
  ];

  async function reopen() {
    await update.mutateAsync({ closed: false }).then(
      () => showToast({ title: t`${name} ist wieder geöffnet.` }),
      () => showToast({ tone: 'danger', title: t`${name} konnte nicht geöffnet werden. Es wurde nichts geändert.` }),
    );
  }

  return (
    <header className="panel-head">
      {!isWide && <h1 className="visually-hidden">{t`Organisationen`}</h1>}
      <Link to="/administration/organisations" className="panel-back">
        <ArrowLeft aria-hidden />
        <Trans>Alle Organisationen</Trans>
      </Link>
      {above.length > 0 && (
        <nav aria-label={t`Übergeordnet`} className="panel-path">
          {above.map((one) => (
            <span key={one.key}>
              <Link to="/administration/organisations/$key" params={{ key: one.key }}>
                {one.name}
              </Link>
              <ChevronRight aria-hidden />
            </span>
          ))}
        </nav>
      )}
      <div className="panel-title">
        <OrganisationLogo organisation={organisation} />
        <div className="panel-title-text">
          <h2>{name}</h2>
          <p className="row">
            <span className="tag">{t(organisationKinds[kind])}</span>
            {organisation.shortName !== null && <span className="muted">{organisation.shortName}</span>}
            {closed && (
              <span className="tag tag-danger">
                <Trans>Geschlossen</Trans>
              </span>
            )}
            {!administered && (
              <span className="muted">
                <Trans>Nur zum Lesen</Trans>
              </span>
            )}
          </p>
        </div>
        {administered && (
          <div className="row panel-actions">
            <Button icon={Pencil} size="small" onPress={() => setTask('edit')}>
              <Trans>Bearbeiten</Trans>
            </Button>
            <MenuButton label={t`Aktionen für ${name}`} entries={entries}>
              <IconButton icon={Ellipsis} label={t`Aktionen für ${name}`} tooltip={false} />
            </MenuButton>
          </div>
        )}
      </div>
      <OrganisationEditDialog organisation={organisation} isOpen={task === 'edit'} onClose={done} />
      <OrganisationMoveDialog organisation={organisation} isOpen={task === 'move'} onClose={done} />
      <OrganisationDialog isOpen={task === 'add'} defaultParent={key} onClose={done} />
      <ConfirmDialog
        title={t`${name} entfernen?`}
        confirmLabel={t`Entfernen`}
        isDangerous
        errors={administrationMessages}
        isOpen={task === 'remove'}
        onOpenChange={(open) => !open && done()}
        onConfirm={async () => {
          await remove.mutateAsync();
          showToast({ title: t`${name} ist entfernt.` });
          const [parent] = above.toReversed();
          if (parent === undefined) await navigate({ to: '/administration/organisations' });
          else await navigate({ to: '/administration/organisations/$key', params: { key: parent.key } });
        }}
      >
        <Trans>
          Das ist für Versehen: Entfernen lässt sich nur, wozu nie jemand oder etwas gehört hat. Was schon gebraucht
          wurde, schließen Sie.
        </Trans>
      </ConfirmDialog>
      <ConfirmDialog
        title={t`${name} schließen?`}
        confirmLabel={t`Schließen`}
        isDangerous
        errors={administrationMessages}
        isOpen={task === 'close'}
        onOpenChange={(open) => !open && done()}
        onConfirm={async () => {
          await update.mutateAsync({ closed: true });
          showToast({ title: t`${name} ist geschlossen.` });
        }}
      >
        <Trans>
          Es kommen keine neuen Personen und Gruppen dazu. Wer dort ist, arbeitet weiter, und alle Dateien bleiben. Sie
          können die Organisation jederzeit wieder öffnen.
        </Trans>
      </ConfirmDialog>
    </header>
  );
}
