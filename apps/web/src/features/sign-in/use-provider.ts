import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Answer } from '../../api/answer.ts';
import { api } from '../../api/api.ts';

export type Provider = NonNullable<Answer<'/sign-in/identify', 'post'>['provider']>;

const pauseMs = 200;

/** The organisation's own provider of who types an address of its domain; asked when they pause, by the domain alone. */
export function useProvider(login: string): Provider | null {
  const domain = /@([^@\s]+\.[^@\s]{2,})\s*$/.exec(login)?.[1]?.toLowerCase() ?? '';
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(domain), pauseMs);
    return () => clearTimeout(timer);
  }, [domain]);
  const { data = null } = useQuery({
    queryKey: ['provider', settled],
    enabled: settled !== '' && settled === domain,
    staleTime: 60_000,
    retry: false,
    // who it is need not leave the browser for this
    queryFn: async () =>
      (
        await api.post<Answer<'/sign-in/identify', 'post'>>(
          '/sign-in/identify',
          { login: `@${settled}` },
          { quiet401: true },
        )
      ).provider,
  });
  return settled === domain ? data : null;
}
