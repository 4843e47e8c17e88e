import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Select } from '../../../ui/select.tsx';
import { spaceMembersQuery, useChangeSpaceMember, type SpaceRole, type SpaceSummary } from '../api/spaces.ts';
import { AdministrationError } from './administration-error.tsx';
import { PersonFinder } from './person-finder.tsx';

interface SpaceMembersDialogProps {
  readonly space: SpaceSummary | null;
  readonly onClose: () => void;
}

/** Who has a project space, and in which role. */
export function SpaceMembersDialog({ space, onClose }: SpaceMembersDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={t`Mitglieder von „${space?.name ?? ''}“`}
      isOpen={space !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {space !== null && <Members space={space} />}
    </Dialog>
  );
}

function Members({ space }: { readonly space: SpaceSummary }) {
  const { t } = useLingui();
  const { data, error } = useQuery(spaceMembersQuery(space.id));
  const change = useChangeSpaceMember(space.id);
  if (data === undefined && error === null) return <Loading />;
  const members = data ?? [];
  return (
    <>
      <PersonFinder
        label={t`Person hinzufügen`}
        without={members.map(({ login }) => login)}
        onChoose={(login) => change.mutate({ login, role: 'editor' })}
      />
      <AdministrationError error={change.error ?? error} />
      <ul className="members">
        {members.map(({ login, name, role }) => (
          <li className="member" key={login}>
            <Avatar name={name} />
            <div className="member-name">
              <div className="truncate">{name}</div>
              <div className="truncate muted">{login}</div>
            </div>
            <Select<SpaceRole>
              label={t`Rolle von ${name}`}
              hideLabel
              size="small"
              options={[
                { id: 'viewer', label: t`Lesen` },
                { id: 'editor', label: t`Bearbeiten` },
                { id: 'manager', label: t`Verwalten` },
              ]}
              value={role}
              onChange={(next) => next !== role && change.mutate({ login, role: next })}
            />
            <IconButton
              icon={UserMinus}
              label={t`${name} entfernen`}
              onPress={() => change.mutate({ login, role: null })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
