import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { organisationsQuery, useUpdateOrganisation, type OrganisationDetails } from '../api/organisations.ts';
import { isWithin, organisationTree, visibleRows } from '../domain/organisation-tree.ts';
import { AdministrationError } from './administration-error.tsx';
import { OrganisationTreeGrid } from './organisation-tree-grid.tsx';
import { useOpenBranches } from './use-open-branches.ts';

interface OrganisationMoveDialogProps {
  readonly organisation: OrganisationDetails;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Puts an organisation, with everything below it, under another one. */
export function OrganisationMoveDialog({ organisation, isOpen, onClose }: OrganisationMoveDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      size="large"
      title={t`${organisation.name} verschieben`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      <MoveForm organisation={organisation} onClose={onClose} />
    </Dialog>
  );
}

function MoveForm({ organisation, onClose }: Omit<OrganisationMoveDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const { key, name, parentKey } = organisation;
  const { data } = useQuery(organisationsQuery);
  const tree = useMemo(() => organisationTree(data ?? []), [data]);
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const [target, setTarget] = useState<string | null>(null);
  const { open, expand } = useOpenBranches(tree, parentKey);
  const rows = useMemo(() => visibleRows(tree, open, search), [tree, open, search]);
  const update = useUpdateOrganisation(key);
  const targetName = target === null ? '' : (tree.byKey.get(target)?.name ?? target);
  const isBlocked = (other: string) =>
    other === parentKey || isWithin(tree, other, key) || tree.byKey.get(other)?.administered !== true;

  return (
    <>
      <p>
        <Trans>
          Wählen Sie, wozu {name} künftig gehört. Alles darunter kommt mit; ab dann gelten die Regeln und Rollen von
          dort.
        </Trans>
      </p>
      <SearchField label={t`Organisationen suchen`} value={text} onChange={setText} autoFocus />
      <div className="table-frame move-tree">
        <OrganisationTreeGrid
          label={t`Neue Stelle`}
          rows={rows}
          selected={target}
          isBlocked={isBlocked}
          onExpand={expand}
          onOpen={setTarget}
        />
      </div>
      <AdministrationError error={update.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={update.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button
          variant="primary"
          isDisabled={target === null}
          isPending={update.isPending}
          onPress={() =>
            update.mutate(
              { parentKey: target },
              {
                onSuccess: () => {
                  onClose();
                  showToast({ title: t`${name} gehört jetzt zu ${targetName}.` });
                },
              },
            )
          }
        >
          {target === null ? t`Verschieben` : t`Nach „${targetName}“ verschieben`}
        </Button>
      </div>
    </>
  );
}
