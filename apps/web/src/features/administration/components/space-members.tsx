import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { guestRulesQuery } from '../../guests/api/guests.ts';
import { InviteDialog } from '../../guests/components/invite-dialog.tsx';
import { spaceMembersQuery, useChangeSpaceMember, type SpaceRole } from '../api/spaces.ts';
import { MemberList } from './members-dialog.tsx';

interface SpaceMembersProps {
  readonly space: { readonly id: number; readonly name: string };
  readonly canChange: boolean;
}

/** Who has a project space, and in which role; who is not there yet may be invited as a guest. */
export function SpaceMembers({ space, canChange }: SpaceMembersProps) {
  const { t } = useLingui();
  const { data, error } = useQuery(spaceMembersQuery(space.id));
  const { data: rules } = useQuery({ ...guestRulesQuery, enabled: canChange });
  const change = useChangeSpaceMember(space.id);
  const [inviting, setInviting] = useState(false);
  const roles: Record<SpaceRole, string> = {
    viewer: t`Lesen`,
    commenter: t`Kommentieren`,
    uploader: t`Nur hochladen`,
    editor: t`Bearbeiten`,
    manager: t`Verwalten`,
  };
  return (
    <>
      <MemberList
        members={data?.map((one) => ({ ...one, text: one.login }))}
        error={change.error ?? error}
        canChange={canChange}
        onAdd={({ login }) => change.mutate({ login, role: 'editor' })}
        onRemove={({ login }) => change.mutate({ login, role: null })}
        tools={
          rules?.mayInvite === true && (
            <div>
              <Button size="small" variant="quiet" icon={UserRoundPlus} onPress={() => setInviting(true)}>
                <Trans>Gast einladen</Trans>
              </Button>
            </div>
          )
        }
        detail={({ login, name, role }) =>
          canChange ? (
            <Select<SpaceRole>
              label={t`Rolle von ${name}`}
              hideLabel
              size="small"
              options={(['viewer', 'commenter', 'uploader', 'editor', 'manager'] as const).map((id) => ({
                id,
                label: roles[id],
              }))}
              value={role}
              onChange={(next) => next !== role && change.mutate({ login, role: next })}
            />
          ) : (
            <span className="muted">{roles[role]}</span>
          )
        }
      />
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} space={space} />
    </>
  );
}
