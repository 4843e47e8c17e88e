import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { groupMembersQuery, useChangeGroupMember, type Group } from '../api/groups.ts';
import { AdministrationError } from './administration-error.tsx';
import { PersonFinder } from './person-finder.tsx';

interface GroupMembersDialogProps {
  readonly group: Group | null;
  readonly onClose: () => void;
}

/** Who belongs to a group. */
export function GroupMembersDialog({ group, onClose }: GroupMembersDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={t`Mitglieder von „${group?.name ?? ''}“`}
      isOpen={group !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {group !== null && <Members group={group} />}
    </Dialog>
  );
}

function Members({ group }: { readonly group: Group }) {
  const { t } = useLingui();
  const { data, error } = useQuery(groupMembersQuery(group.key));
  const change = useChangeGroupMember(group.key);
  if (data === undefined && error === null) return <Loading />;
  const members = data ?? [];
  return (
    <>
      <PersonFinder
        label={t`Person hinzufügen`}
        without={members.map(({ login }) => login)}
        onChoose={(login) => change.mutate({ login, member: true })}
      />
      <AdministrationError error={change.error ?? error} />
      {members.length === 0 && (
        <p className="muted">
          <Trans>Noch niemand.</Trans>
        </p>
      )}
      <ul className="members">
        {members.map((member) => (
          <li className="member" key={member.login}>
            <Avatar name={member.name} />
            <div className="member-name">
              <div className="truncate">{member.name}</div>
              <div className="truncate muted">{member.organisation.name}</div>
            </div>
            <IconButton
              icon={UserMinus}
              label={t`${member.name} entfernen`}
              onPress={() => change.mutate({ login: member.login, member: false })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
