import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { spacesQuery } from '../../../session/spaces.ts';
import { Button } from '../../../ui/button.tsx';
import { MembersDialog } from '../../administration/components/members-dialog.tsx';
import { SpaceMembers } from '../../administration/components/space-members.tsx';
import '../../administration/administration.css';

/** In the folder that is a project space: who shares it. */
export function SpaceMembersButton({ folderId }: { readonly folderId: number }) {
  const { data } = useQuery(spacesQuery);
  const [isOpen, setOpen] = useState(false);
  const space = data?.find((one) => one.kind !== 'personal' && one.rootId === folderId);
  if (space === undefined) return null;
  return (
    <>
      <Button icon={Users} onPress={() => setOpen(true)}>
        <Trans>Mitglieder</Trans>
      </Button>
      <MembersDialog name={isOpen ? space.name : null} onClose={() => setOpen(false)}>
        <SpaceMembers space={space} canChange={space.manages && space.closedAt === null} />
      </MembersDialog>
    </>
  );
}
