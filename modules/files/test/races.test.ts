import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { isDomainError, type PersonActor } from '@landescloud/kernel';
import type { NodeView } from '../src/index.ts';
import { random } from '@landescloud/testing/random';
import { type FilesFixture, filesFixture, put } from './files-fixture.ts';

// Two clients at work on one small tree, so that they meet all the time. A failure repeats with its seed as far as
// the database's timing lets it: SEED=… node --test races.test.ts
const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const rounds = Number(process.env['RACE_ROUNDS'] ?? 400);

let fixture: FilesFixture;
before(async () => {
  fixture = await filesFixture();
});
after(async () => {
  await fixture[Symbol.asyncDispose]();
});

/** Follows the tree by sync tokens alone, as a client would: what it holds must in the end be what is there. */
class TokenReader {
  readonly #actor: PersonActor;
  readonly #tokens = new Map<number, string>();
  readonly known = new Map<number, Map<string, NodeView>>();

  constructor(actor: PersonActor) {
    this.#actor = actor;
  }

  async poll(folderId: number): Promise<void> {
    const children = this.known.get(folderId) ?? new Map<string, NodeView>();
    this.known.set(folderId, children);
    const changedFolders: number[] = [];
    for (;;) {
      const list = await fixture.files.nodes.changes(
        this.#actor,
        { id: folderId },
        this.#tokens.get(folderId) ?? null,
        3,
      );
      for (const { name } of list.gone) children.delete(name);
      for (const node of list.changed) {
        children.set(node.name, node);
        if (node.kind === 'folder') changedFolders.push(node.id);
      }
      this.#tokens.set(folderId, list.token);
      if (!list.truncated) break;
    }
    // Only into folders that were reported as changed: a change below that is not passed up would stay unseen.
    for (const id of new Set(changedFolders)) {
      await this.poll(id).catch((error: unknown) => {
        if (!isDomainError(error, 'NotFound')) throw error;
      });
    }
  }
}

test(`two clients write, move and delete the same tree: nothing lost, no cycle, every change seen by token (SEED=${seed})`, async () => {
  const { files, anna } = fixture;
  const folders = ['a', 'b', 'c'];
  const root = (await files.nodes.get(anna, { path: [] })).id;
  let running = true;
  const unexpected: unknown[] = [];
  const acknowledged = new Set<number>();

  const client = async (pick: (below: number) => number): Promise<void> => {
    const path = (): string[] => {
      const list: string[] = [];
      do list.push(folders[pick(3)] ?? 'a');
      while (pick(3) > 0 && list.length < 5);
      return list;
    };
    for (let round = 0; round < rounds; round++) {
      try {
        const what = pick(6);
        if (what < 2) await files.nodes.createFolder(anna, { path: path() });
        else if (what === 2)
          acknowledged.add((await put(files, anna, [...path(), `f${pick(4)}`].join('/'), `${round}`)).node.id);
        else if (what === 3) {
          await files.nodes.move(anna, {
            source: { path: path() },
            destination: { path: path() },
            onConflict: pick(2) === 0 ? 'replace' : 'fail',
          });
        } else if (what === 4) {
          await files.nodes.copy(anna, {
            source: { path: path() },
            destination: { path: path() },
            onConflict: 'rename',
          });
        } else if (pick(3) === 0) await files.nodes.remove(anna, { path: path() });
      } catch (error) {
        if (!isDomainError(error)) unexpected.push(error);
      }
      // Copies of copies would grow without end.
      if (round % 50 === 49) await files.nodes.remove(anna, { path: ['a'] }).catch(() => undefined);
    }
  };

  const reader = new TokenReader(anna);
  const polling = (async () => {
    while (running) await reader.poll(root);
  })();
  await Promise.all([client(random(seed)), client(random(seed + 1)), client(random(seed + 2))]);
  running = false;
  await polling;
  await reader.poll(root);

  assert.deepEqual(unexpected, []);
  await assertSame(reader, root);
  await fixture.assertWhole();
  const [lost] = await fixture.db.query(
    'select 1 from unnest($1::bigint[]) as a (id) where not exists (select 1 from files.node n where n.id = a.id)',
    [[...acknowledged]],
  );
  assert.equal(lost, undefined, 'an acknowledged file is neither in the tree nor in the trash');

  async function assertSame(by: TokenReader, folderId: number): Promise<void> {
    const { children } = await files.nodes.list(anna, { id: folderId });
    const shown = (nodes: Iterable<NodeView>) =>
      [...nodes].map((node) => `${node.name} ${node.id} ${node.etag}`).toSorted();
    assert.deepEqual(shown(by.known.get(folderId)?.values() ?? []), shown(children));
    for (const child of children) if (child.kind === 'folder') await assertSame(by, child.id);
  }
});

test('a token that was never given, or is older than what is remembered, is refused', async () => {
  const { files, anna, db } = fixture;
  const { token } = await files.nodes.changes(anna, { path: [] }, null, 10);
  const refused = (error: unknown) => isDomainError(error) && error.code === 'files.sync_token_invalid';
  for (const bad of ['', 'x', Buffer.from('{"space":1}').toString('base64url'), `${token}x`.repeat(3)]) {
    await assert.rejects(files.nodes.changes(anna, { path: [] }, bad, 10), refused);
  }
  await db.query('update files.space set oldest_token = change + 1');
  await assert.rejects(files.nodes.changes(anna, { path: [] }, token, 10), refused);
});
