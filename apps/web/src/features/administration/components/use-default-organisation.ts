import { useQuery } from '@tanstack/react-query';
import { useAccess } from '../../../session/me.ts';
import { organisationsQuery } from '../api/organisations.ts';

/** The organisation that something new most likely belongs to: the one in sight, else the own one, where administered. */
export function useDefaultOrganisation(): (inSight?: string | null) => string {
  const { data } = useQuery(organisationsQuery);
  const { assignments } = useAccess();
  const own = assignments.find(({ role }) => role === 'organisation-administrator')?.organisation.key ?? '';
  return (inSight) => (data?.some((one) => one.key === inSight && one.administered) === true ? inSight! : own);
}
