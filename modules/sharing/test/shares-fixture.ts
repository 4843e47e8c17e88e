import { isDomainError, type PersonActor, systemActor } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';

export const system = systemActor('test');

export interface SharesWorld extends AsyncDisposable {
  readonly world: World;
  readonly anna: PersonActor;
  readonly bernd: PersonActor;
  readonly clara: PersonActor;
  readonly clock: { time: number; now(): number };
  /** A folder of anna's with a file in it. */
  folder(name: string): Promise<number>;
  /** Names in a person's root. */
  root(actor: PersonActor): Promise<string[]>;
}

/** anna (tfm) and bernd (tmil) find each other, clara (stadt-erfurt) nobody. Jobs and events run. */
export async function sharesWorld(): Promise<SharesWorld> {
  const clock = { time: Date.now(), now: () => clock.time };
  const world = await startWorld({ clock });
  const { directory, files } = world.landescloud;
  for (const key of ['tfm', 'tmil'])
    await directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
  const [anna, bernd, clara] = (['anna', 'bernd', 'clara'] as const).map((login) => world.person(login).actor) as [
    PersonActor,
    PersonActor,
    PersonActor,
  ];
  return {
    world,
    anna,
    bernd,
    clara,
    clock,
    async folder(name) {
      const root = await files.nodes.get(anna, { path: [] });
      const { id } = await files.nodes.createFolder(anna, { parentId: root.id, name });
      await put(world, anna, [name, 'Plan.txt'], 'Plan');
      return id;
    },
    async root(actor) {
      return (await files.nodes.list(actor, { path: [] })).children.map(({ name }) => name);
    },
    [Symbol.asyncDispose]: () => world.stop(),
  };
}

export async function put(world: World, actor: PersonActor, path: readonly string[], text: string): Promise<void> {
  await world.landescloud.files.contents.write(actor, {
    place: { path },
    onConflict: 'replace',
    source: (async function* () {
      yield Buffer.from(text);
    })(),
    length: Buffer.byteLength(text),
    checksums: [],
  });
}

/** For assert.rejects. */
export const refusedAs =
  (code: string) =>
  (error: unknown): boolean =>
    isDomainError(error) && error.code === code;
