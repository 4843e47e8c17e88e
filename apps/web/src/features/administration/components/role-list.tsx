import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { OrganisationDetails } from '../api/organisations.ts';
import { organisationRoles, rolesQuery, useChangeRole, type RoleHolder } from '../api/roles.ts';
import { administrationMessages } from './administration-error.tsx';
import { PanelSkeleton } from './panel-skeleton.tsx';
import { RoleDialog, type RoleSubject } from './role-dialog.tsx';
import { roleNames, roleTexts } from './role-words.ts';

/** Who may do what for an organisation; roles that were given further up are marked. */
export function RoleList({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const { key, administered } = organisation;
  const { data, error, refetch } = useQuery(rolesQuery(key));
  const change = useChangeRole();
  const [giving, setGiving] = useState<RoleSubject | null>(null);
  const [taking, setTaking] = useState<RoleHolder | null>(null);
  const takenName = taking?.person.name ?? '';
  if (error !== null) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PanelSkeleton />;
  return (
    <div className="stack-large">
      {organisationRoles.map((role) => {
        const holders = data.filter((holder) => holder.role === role);
        return (
          <section key={role} className="role">
            <header className="role-head">
              <div>
                <h3>{t(roleNames[role])}</h3>
                <p className="muted">{t(roleTexts[role])}</p>
              </div>
              {administered && (
                <Button
                  size="small"
                  icon={UserPlus}
                  aria-label={t`Rolle „${t(roleNames[role])}“ vergeben`}
                  onPress={() => setGiving({ role, organisationKey: key })}
                >
                  <Trans>Vergeben</Trans>
                </Button>
              )}
            </header>
            {holders.length === 0 ? (
              <p className="muted role-none">
                <Trans>Niemand.</Trans>
              </p>
            ) : (
              <ul className="members">
                {holders.map((holder) => (
                  <li className="member" key={`${holder.person.login} ${holder.organisation.key}`}>
                    <Avatar name={holder.person.name} />
                    <div className="member-name">
                      <Link
                        className="truncate plain-link"
                        to="/administration/people/$login"
                        params={{ login: holder.person.login }}
                      >
                        {holder.person.name}
                      </Link>
                      <div className="truncate muted">{holder.person.organisation.name}</div>
                    </div>
                    {holder.inherited ? (
                      <span className="muted role-from">
                        <Trans>
                          aus{' '}
                          <Link
                            to="/administration/organisations/$key"
                            params={{ key: holder.organisation.key }}
                            search={{ part: 'roles' }}
                          >
                            {holder.organisation.name}
                          </Link>
                        </Trans>
                      </span>
                    ) : (
                      administered && (
                        <IconButton
                          icon={UserMinus}
                          label={t`${holder.person.name} die Rolle „${t(roleNames[role])}“ nehmen`}
                          onPress={() => setTaking(holder)}
                        />
                      )
                    )}
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
      <RoleDialog subject={giving} onClose={() => setGiving(null)} />
      <ConfirmDialog
        title={t`${takenName} die Rolle nehmen?`}
        confirmLabel={t`Rolle nehmen`}
        isDangerous
        errors={administrationMessages}
        isOpen={taking !== null}
        onOpenChange={(open) => !open && setTaking(null)}
        onConfirm={async () => {
          if (taking === null) return;
          await change.mutateAsync({
            organisationKey: key,
            role: taking.role,
            login: taking.person.login,
            held: false,
          });
          const again = { organisationKey: key, role: taking.role, login: taking.person.login, held: true };
          showToast({
            title: t`${takenName} hat die Rolle nicht mehr.`,
            action: { label: t`Rückgängig`, onAction: () => change.mutate(again) },
          });
        }}
      >
        <Trans>Es gilt sofort, auch in offenen Sitzungen. Sie können die Rolle jederzeit wieder vergeben.</Trans>
      </ConfirmDialog>
    </div>
  );
}
