import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DroppedFile } from '../domain/drop-tree.ts';
import { isSameFile, pathOf, planUpload } from './upload-plan.ts';

const file = (name: string, ...folders: string[]): DroppedFile => ({
  file: new File(['x'], name),
  folders,
  handle: null,
});
const target = { id: 1, name: 'Ziel' };
let next = 0;
const newId = () => `id${next++}`;
const plan = (files: DroppedFile[], emptyFolders: string[][] = []) =>
  planUpload({ files, emptyFolders, unreadable: [] }, target, 5, newId);

test('a folder is one line with everything below it', () => {
  const [group, ...others] = plan([file('a.jpg', 'Fotos'), file('b.jpg', 'Fotos', 'Tag 2')], [['Fotos', 'leer']]);
  assert.equal(others.length, 0);
  assert.deepEqual([group?.group.kind, group?.group.name], ['folder', 'Fotos']);
  assert.deepEqual(
    group?.files.map(({ item }) => [pathOf(item), item.isFolder]),
    [
      ['Fotos/a.jpg', false],
      ['Fotos/Tag 2/b.jpg', false],
      ['Fotos/leer', true],
    ],
  );
});

test('a few loose files are a line each, many are one, and litter stays behind', () => {
  assert.equal(plan([file('a'), file('b'), file('.DS_Store')]).length, 2);
  const many = plan(Array.from({ length: 30 }, (_, index) => file(`${index}`)));
  assert.deepEqual(
    many.map(({ group, files }) => [group.kind, files.length]),
    [['files', 30]],
  );
});

test('the same file is one with the same name, size and date', () => {
  const chosen = new File(['abc'], 'a.txt', { lastModified: 7 });
  assert.ok(isSameFile({ name: 'a.txt', size: 3, modifiedAt: 7 }, chosen));
  assert.ok(!isSameFile({ name: 'a.txt', size: 3, modifiedAt: 8 }, chosen));
});
