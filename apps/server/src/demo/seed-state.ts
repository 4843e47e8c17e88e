import { isDomainError, systemActor, type OrganisationRole } from '@landescloud/kernel';
import type { Rooms } from '../compose.ts';
import { stateOrganisations } from './state-organisations.ts';
import { statePeople } from './state-people.ts';

const actor = systemActor('demo');
const count = 25_000;
const atOnce = 5_000;

export interface StateDemo {
  readonly organisations: number;
  readonly people: number;
  readonly groups: number;
  /** Who can sign in, and as what. */
  readonly signIn: readonly { readonly login: string; readonly name: string; readonly role: string }[];
}

/** A state's directory. What is there already stays as it is, so that an interrupted run is finished by another. */
export async function seedState({ directory, auth }: Rooms, password: string): Promise<StateDemo> {
  const { organisations, people, groups } = directory;
  const all = stateOrganisations();
  await organisations.addMany(actor, all);
  const inputs = statePeople(all, count);
  for (let from = 0; from < inputs.length; from += atOnce)
    await people.addMany(actor, inputs.slice(from, from + atOnce));
  // The state lets its people find each other; justice keeps to itself.
  await organisations.setRule(actor, 'land', 'people.visibility', 'everyone');
  await organisations.setRule(actor, 'tmjmv', 'people.visibility', 'branch');

  const heads = new Map(
    inputs.filter(({ jobTitle }) => jobTitle === 'Leitung').map((head) => [head.organisationKey, head]),
  );
  const ofKind = (kind: string) => all.filter((each) => each.kind === kind).map(({ key }) => key);
  const give = async (key: string, role: OrganisationRole): Promise<void> => {
    const head = heads.get(key);
    if (head) await organisations.assignRole(actor, key, role, head.login);
  };
  for (const key of ['land', ...ofKind('department'), ...ofKind('municipality').slice(0, 30)]) {
    await give(key, 'organisation-administrator');
  }
  for (const key of ofKind('department')) await give(key, 'reporter');
  await give('land', 'auditor');

  const gather = async (
    key: string,
    name: string,
    organisationKey: string,
    logins: readonly string[],
  ): Promise<void> => {
    await groups.add(actor, { key, name, organisationKey }).catch(ignoreThere);
    await groups.addMembers(actor, key, logins);
  };
  const loginsOf = (fits: (person: (typeof inputs)[number], at: number) => boolean) =>
    inputs.filter(fits).map(({ login }) => login);
  await gather(
    'leitungen',
    'Leitungen und Teamleitungen',
    'land',
    loginsOf(({ jobTitle = '' }) => /leitung$/i.test(jobTitle ?? '')),
  );
  await gather(
    'e-akte',
    'Einführung der E-Akte',
    'land',
    loginsOf((_, at) => at % 10 === 3),
  );
  await gather(
    'personalraete',
    'Personalräte',
    'land',
    loginsOf((_, at) => at % 40 === 7),
  );
  for (const key of ofKind('department')) {
    await gather(
      `haushalt-${key}`,
      `Haushalt ${key.toUpperCase()}`,
      key,
      loginsOf(({ organisationKey }, at) => organisationKey === key && at % 3 === 0),
    );
  }
  const named = [
    ['land', 'Administration des ganzen Landes'],
    ['tmbwk', 'Administration eines Ministeriums und seiner Behörden'],
    [ofKind('municipality')[0] ?? '', 'Administration einer Stadt'],
    [ofKind('authority')[8] ?? '', 'Beschäftigte einer Behörde'],
    [ofKind('municipality')[60] ?? '', 'Beschäftigte einer Gemeinde'],
  ] as const;
  const signIn: { login: string; name: string; role: string }[] = [];
  for (const [key, role] of named) {
    const head = heads.get(key);
    const person = head && (await people.byLogin(head.login));
    if (!person) continue;
    await auth.setPassword(actor, person.id, password);
    signIn.push({ login: person.login, name: person.name, role });
  }
  const page = await groups.list(actor, { limit: 1 });
  return { organisations: all.length, people: inputs.length, groups: page.total, signIn };
}

function ignoreThere(error: unknown): void {
  if (!isDomainError(error, 'Conflict')) throw error;
}
