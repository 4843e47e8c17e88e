import { FactorsCard } from '../components/factors-card.tsx';
import { PasswordCard } from '../components/password-card.tsx';
import { SessionsCard } from '../components/sessions-card.tsx';

/** One's password, what one proves oneself with besides, and where one is signed in. */
export function SecurityPage() {
  return (
    <>
      <PasswordCard />
      <FactorsCard />
      <SessionsCard />
    </>
  );
}
