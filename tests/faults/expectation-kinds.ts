import type { ActorName } from './actors.ts';

type Refusal = 401 | 403 | 404;

/** What an actor is to be told: a refusal, or that they get through, whatever becomes of what they ask then. */
export type Outcome = Refusal | 'through';

const gone = { 'signed-out': 401, 'guest-expired': 401, 'guest-ended': 401, left: 401, disabled: 401 } as const;
type Present = Exclude<ActorName, keyof typeof gone>;
type Told = Readonly<Record<Present, Outcome>>;

const all = (outcome: Outcome): Told => ({
  guest: outcome,
  stranger: outcome,
  colleague: outcome,
  auditor: outcome,
  reporter: outcome,
  'access-manager': outcome,
  sibling: outcome,
  child: outcome,
  own: outcome,
  parent: outcome,
  platform: outcome,
  owner: outcome,
});
const administrators = { own: 'through', parent: 'through', platform: 'through' } as const;
const elsewhere = { sibling: 404, child: 404 } as const;

/** All the rights there are, by kind of address. */
const kinds = {
  /** Only about oneself, or about what everyone here knows; of several things at once, each for itself. */
  everyone: all('through'),
  /** Third parties not. */
  members: { ...all('through'), guest: 403 },
  /** Somebody's own: no administrator has it. */
  owners: { ...all(404), owner: 'through' },
  /** Spaces of several: their managers, and who administers their organisation, which opens nobody's files. */
  spaces: { ...all(404), owner: 'through', ...administrators },
  /** As owners, where a guest's quota, which is none, speaks first. */
  ownersWithRoom: { ...all(404), guest: 'through', owner: 'through' },
  organisation: { ...all(403), ...administrators },
  /** What an organisation is within the state. */
  above: { ...all(403), parent: 'through', platform: 'through' },
  /** Administrators elsewhere learn nothing of it; who administers nothing learns only that. */
  administered: { ...all(403), ...elsewhere, ...administrators },
  hidden: { ...all(404), ...administrators },
  /** A sponsor's guest, a member's group: administrators and the one whose it is. */
  shared: { ...all(404), ...administrators, owner: 'through' },
  /** As owners; third parties learn at once that it is not for them. */
  askers: { ...all(404), guest: 403, owner: 'through' },
  /** Administrators know of it, and leave it to who did it. */
  sender: { ...all(404), own: 403, parent: 403, platform: 403, owner: 'through' },
  anyAdministrator: { ...all(403), sibling: 'through', child: 'through', ...administrators },
  /** A person, whom colleagues find. */
  person: { ...all('through'), ...elsewhere, guest: 404, stranger: 404 },
  auditors: { ...all(403), auditor: 'through', platform: 'through' },
  platform: { ...all(403), platform: 'through' },
  /** By a link that asks for a password: whoever they are. */
  visitors: all(401),
} as const satisfies Record<string, Told>;

/** open: for everybody, signed in or not. */
export type Kind = keyof typeof kinds | 'open';

export function expected(kind: Kind, actor: ActorName): Outcome {
  if (kind === 'open') return 'through';
  return actor in gone ? 401 : kinds[kind][actor as Present];
}
