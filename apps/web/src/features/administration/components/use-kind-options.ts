import { useLingui } from '@lingui/react/macro';
import type { OrganisationKind } from '../api/organisations.ts';
import { organisationKinds } from './organisation-kinds.ts';

/** The kinds of organisations, for choosing. */
export function useKindOptions(): { readonly id: OrganisationKind; readonly label: string }[] {
  const { t } = useLingui();
  return (Object.keys(organisationKinds) as OrganisationKind[]).map((id) => ({ id, label: t(organisationKinds[id]) }));
}
