import { Trans } from '@lingui/react/macro';
import type { Party } from '../api/handovers.ts';

export function PartyName({ party }: { readonly party: Party }) {
  const { name, address } = party;
  return (
    <>
      {name !== '' ? name : (address ?? <Trans>Besuch per Link</Trans>)}
      {name !== '' && address !== null && <small className="muted"> {address}</small>}
    </>
  );
}
