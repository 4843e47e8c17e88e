import { PasswordCard } from '../components/password-card.tsx';
import { SessionsCard } from '../components/sessions-card.tsx';

/** One's password, and where one is signed in. */
export function SecurityPage() {
  return (
    <>
      <PasswordCard />
      <SessionsCard />
    </>
  );
}
