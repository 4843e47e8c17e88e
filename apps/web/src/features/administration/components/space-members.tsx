import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Select } from '../../../ui/select.tsx';
import { spaceMembersQuery, useChangeSpaceMember, type SpaceRole, type SpaceSummary } from '../api/spaces.ts';
import { MemberList } from './members-dialog.tsx';

/** Who has a project space, and in which role. */
export function SpaceMembers({ space }: { readonly space: SpaceSummary }) {
  const { t } = useLingui();
  const { data, error } = useQuery(spaceMembersQuery(space.id));
  const change = useChangeSpaceMember(space.id);
  return (
    <MemberList
      members={data?.map((one) => ({ ...one, text: one.login }))}
      error={change.error ?? error}
      canChange
      onAdd={({ login }) => change.mutate({ login, role: 'editor' })}
      onRemove={({ login }) => change.mutate({ login, role: null })}
      detail={({ login, name, role }) => (
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
      )}
    />
  );
}
