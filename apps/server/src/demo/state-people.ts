import type { ManyOrganisationsInput, ManyPeopleInput } from '@landescloud/directory';
import { Random } from './random.ts';
import { firstNames, jobTitles, lastNames } from './state-names.ts';
import { freeKey, slug } from './state-organisations.ts';

/** How many people work in one of a kind, beside another. */
const weights = { state: 1, department: 24, authority: 3, institution: 1.6, municipality: 1 } as const;
const team = 12;

/** So many invented people over the organisations: the first of each leads it, every twelfth leads a team. */
export function statePeople(organisations: readonly ManyOrganisationsInput[], count: number): ManyPeopleInput[] {
  const random = new Random(20_261_123);
  const logins = new Set<string>();
  const weight = ({ kind = 'authority' }: ManyOrganisationsInput) => weights[kind];
  const whole = organisations.reduce((sum, each) => sum + weight(each), 0);
  const people: ManyPeopleInput[] = [];
  let share = 0;
  for (const organisation of organisations) {
    share += weight(organisation);
    const end = Math.round((share / whole) * count);
    let head: string | undefined;
    let lead: string | undefined;
    for (let at = 0; people.length < end; at++) {
      const person = invent(random, organisation.key, logins);
      const manager = at === 0 ? undefined : at % team === 0 ? head : (lead ?? head);
      if (at === 0) head = person.login;
      else if (at % team === 0) lead = person.login;
      const jobTitle = at === 0 ? 'Leitung' : at % team === 0 ? 'Teamleitung' : random.of(jobTitles);
      people.push({ ...person, jobTitle, ...(manager === undefined ? {} : { manager }) });
    }
  }
  return people;
}

function invent(random: Random, organisationKey: string, logins: Set<string>) {
  const first = random.of(firstNames);
  const single = random.of(lastNames);
  const other = random.of(lastNames);
  const last = random.next() < 0.07 && other !== single ? `${single}-${other}` : single;
  const login = freeKey(`${slug(first)}.${slug(last)}`.slice(0, 56), logins);
  const phone = `0361 ${String(100_000 + random.below(900_000))}`;
  const place = `Raum ${1 + random.below(4)}.${String(1 + random.below(60)).padStart(2, '0')}`;
  return {
    login,
    name: `${first} ${last}`,
    organisationKey,
    email: `${login}@${organisationKey}.example`,
    phone,
    place,
  };
}
