import { useState } from 'react';
import type { NewAppPassword } from '../api/app-passwords.ts';
import { AppPasswordsCard } from '../components/app-passwords-card.tsx';
import { ConnectCard } from '../components/connect-card.tsx';
import { CreateAppPasswordDialog } from '../components/create-app-password-dialog.tsx';
import { NewTokenDialog } from '../components/new-token-dialog.tsx';

/** How programs and devices reach one's files, and which ones may. */
export function DevicesPage() {
  const [labelFor, setLabelFor] = useState<string | null>(null);
  const [created, setCreated] = useState<NewAppPassword | null>(null);
  return (
    <>
      <ConnectCard onCreate={setLabelFor} />
      <AppPasswordsCard onCreate={() => setLabelFor('')} />
      <CreateAppPasswordDialog
        suggestion={labelFor}
        onClose={() => setLabelFor(null)}
        onCreated={(made) => {
          setLabelFor(null);
          setCreated(made);
        }}
      />
      <NewTokenDialog created={created} onClose={() => setCreated(null)} />
    </>
  );
}
