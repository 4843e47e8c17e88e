import { demoPeople, firstStart, seedDemo, type Rooms } from '@landescloud/server';
import { equipPerson, passwordOf, type WorldPerson } from './world-person.ts';

/** 'people' has no files yet, 'files' those of the demo too. */
export type Seed = 'people' | 'files';

/**
 * The people of the test world: admin (platform administrator), anna (tfm) and bernd (tmil), who share the project space
 * 'Haushalt 2027' as manager and editor, and clara (stadt-erfurt), who must find nothing of theirs.
 */
export async function seedWorld(rooms: Rooms, seed: Seed): Promise<ReadonlyMap<string, WorldPerson>> {
  await firstStart(rooms);
  await seedDemo(rooms, { passwordOf, withFiles: seed === 'files' });
  const people = new Map<string, WorldPerson>();
  for (const login of ['admin', ...demoPeople.map((person) => person.login)])
    people.set(login, await equipPerson(rooms, login));
  return people;
}
