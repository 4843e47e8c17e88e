import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { organisationsQuery } from '../api/organisations.ts';

/** The name behind a key, the key itself until names are there. */
export function useOrganisationNames(): (key: string) => string {
  const { data } = useQuery(organisationsQuery);
  return useMemo(() => {
    const names = new Map(data?.map(({ key, name }) => [key, name]));
    return (key) => names.get(key) ?? key;
  }, [data]);
}
