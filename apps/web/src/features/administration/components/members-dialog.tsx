import { Trans, useLingui } from '@lingui/react/macro';
import { UserMinus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import type { PersonName } from '../api/people.ts';
import { AdministrationError } from './administration-error.tsx';
import { PersonFinder } from './person-field.tsx';

export interface Member extends PersonName {
  /** The second line. */
  readonly text: string;
}

interface MembersDialogProps {
  /** Of what; null: closed. */
  readonly name: string | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Who belongs to something. */
export function MembersDialog({ name, onClose, children }: MembersDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={t`Mitglieder von „${name ?? ''}“`}
      isOpen={name !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {name !== null && children}
    </Dialog>
  );
}

interface MemberListProps<One extends Member> {
  /** Undefined: not there yet. */
  readonly members: readonly One[] | undefined;
  readonly error: unknown;
  readonly canChange: boolean;
  readonly onAdd: (person: PersonName) => void;
  readonly onRemove: (member: One) => void;
  /** Between name and the button to remove, for instance the role. */
  readonly detail?: (member: One) => ReactNode;
  /** Above the list. */
  readonly tools?: ReactNode;
  /** Below the list. */
  readonly footer?: ReactNode;
}

export function MemberList<One extends Member>(props: MemberListProps<One>) {
  const { members, error, canChange, onAdd, onRemove, detail, tools, footer } = props;
  const { t } = useLingui();
  if (members === undefined && error === null) return <Loading />;
  return (
    <>
      {canChange && (
        <PersonFinder
          label={t`Person hinzufügen`}
          without={(members ?? []).map(({ login }) => login)}
          onChoose={onAdd}
        />
      )}
      {tools}
      <AdministrationError error={error} />
      {members?.length === 0 && (
        <p className="muted">
          <Trans>Noch niemand.</Trans>
        </p>
      )}
      <ul className="members">
        {members?.map((member) => (
          <li className="member" key={member.login}>
            <Avatar name={member.name} />
            <div className="member-name">
              <div className="truncate">{member.name}</div>
              <div className="truncate muted">{member.text}</div>
            </div>
            {detail?.(member)}
            {canChange && (
              <IconButton icon={UserMinus} label={t`${member.name} entfernen`} onPress={() => onRemove(member)} />
            )}
          </li>
        ))}
      </ul>
      {footer}
    </>
  );
}
