import type { Recipient } from '@landescloud/directory';
import type { OcsData } from '@landescloud/files';
import type { ShareView } from '../shares/share-views.ts';
import { shareTypeOf, shareWithOf } from './present-share.ts';

type Named = Pick<Recipient, 'kind' | 'key' | 'name'> & { readonly organisationName: string | null };

function present(found: Named): OcsData {
  const { kind, key, name, organisationName } = found;
  const value = { shareType: shareTypeOf(kind), shareWith: shareWithOf(found) };
  if (kind !== 'person') return { label: name, value };
  return {
    label: name,
    subline: organisationName ?? '',
    icon: 'icon-user',
    value,
    shareWithDisplayNameUnique: key,
    status: [],
  };
}

function lists(found: readonly Named[]): { users: OcsData[]; groups: OcsData[] } {
  return {
    users: found.filter(({ kind }) => kind === 'person').map(present),
    groups: found.filter(({ kind }) => kind !== 'person').map(present),
  };
}

/** What somebody is called exactly stands apart from what only resembles it. */
export function presentSharees(recipients: readonly Recipient[], text: string): OcsData {
  const wanted = text.trim().toLowerCase();
  const named = recipients.map((each) => ({ ...each, organisationName: each.organisation?.name ?? null }));
  const isExact = ({ key, name }: Named) => [key, name.toLowerCase()].includes(wanted);
  return {
    exact: { ...lists(named.filter(isExact)), remotes: [], remote_groups: [], emails: [], circles: [], rooms: [] },
    ...lists(named.filter((each) => !isExact(each))),
    remotes: [],
    remote_groups: [],
    emails: [],
    lookup: [],
    circles: [],
    rooms: [],
    lookupEnabled: false,
  };
}

/** With whom one shared lately. */
export function presentRecommended(shares: readonly ShareView[], most: number): OcsData {
  const latest = new Map(shares.map(({ recipient }) => [`${recipient.kind} ${recipient.key}`, recipient] as const));
  const none = { remotes: [], remote_groups: [], emails: [] };
  return { exact: { users: [], groups: [], ...none }, ...lists([...latest.values()].slice(0, most)), ...none };
}
