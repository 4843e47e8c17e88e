import { useQuery } from '@tanstack/react-query';
import { factorsQuery } from '../api/factors.ts';
import { FactorsCard } from '../components/factors-card.tsx';
import { NoPasswordCard } from '../components/no-password-card.tsx';
import { PasswordCard } from '../components/password-card.tsx';
import { SessionsCard } from '../components/sessions-card.tsx';

/** One's password, what one proves oneself with besides, and where one is signed in. */
export function SecurityPage() {
  const { data: factors } = useQuery(factorsQuery);
  return (
    <>
      {factors?.password === false ? <NoPasswordCard /> : <PasswordCard />}
      <FactorsCard />
      <SessionsCard />
    </>
  );
}
