import { systemActor, type PersonActor } from '@landescloud/kernel';
import type { Rooms } from '../compose.ts';
import { demoFiles, demoOrganisations, demoPeople, demoProject } from './demo-people.ts';

export interface DemoOptions {
  readonly passwordOf: (login: string) => string;
  /** False for people and spaces without files. */
  readonly withFiles?: boolean;
}

export interface DemoPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string;
}

const actor = systemActor('demo');

/** Adds the example's organisations, people, project space and files. Fails where one of them is there already. */
export async function seedDemo(rooms: Rooms, { passwordOf, withFiles = true }: DemoOptions): Promise<DemoPerson[]> {
  const { directory, auth, files } = rooms;
  for (const organisation of demoOrganisations) await directory.organisations.add(actor, organisation);
  const people: DemoPerson[] = [];
  for (const input of demoPeople) {
    const { id, login, name } = await directory.people.add(actor, input);
    await auth.setPassword(actor, id, passwordOf(login));
    people.push({ id, login, name });
  }
  const { name, organisationKey, members } = demoProject;
  const space = await files.spaces.createProject(actor, { name, organisationKey });
  for (const { login, role } of members) await files.spaces.setMember(actor, space.id, login, role);
  if (withFiles) {
    for (const { login, path, text } of demoFiles) await writeFile(rooms, await personActor(rooms, login), path, text);
  }
  return people;
}

/** A person to act as where no request brings one. */
export async function personActor({ directory }: Rooms, login: string): Promise<PersonActor> {
  const identity = await directory.identities.findByLogin(login);
  if (identity === undefined) throw new Error(`no person ${login}`);
  const { disabled: _, ...person } = identity;
  return { kind: 'person', ...person, client: 'command-line' };
}

async function writeFile({ files }: Rooms, by: PersonActor, address: string, text: string): Promise<void> {
  const path = address.split('/');
  const name = path.pop() ?? '';
  const root = await files.nodes.get(by, { path: [] });
  const [first = '', ...rest] = path;
  // A project space is a folder of the person's root, but its own tree begins below it.
  const start = path.length === 0 ? root : await files.nodes.get(by, { path: [first] }).catch(() => null);
  const parent =
    start === null
      ? await files.nodes.ensureFolders(by, root.id, path)
      : rest.length === 0
        ? start
        : await files.nodes.ensureFolders(by, start.id, rest);
  if (name === '') return;
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  await files.contents.write(by, {
    place: { parentId: parent.id, name },
    onConflict: 'fail',
    source,
    length: null,
    checksums: [],
  });
}
