import type { Party } from '../api/handovers.ts';

export function PartyName({ party }: { readonly party: Party }) {
  const { name, address } = party;
  return (
    <>
      {name === '' ? (address ?? '–') : name}
      {name !== '' && address !== null && <small className="muted"> {address}</small>}
    </>
  );
}
