import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDrop } from './drop-tree.ts';

type Entry = FileSystemEntry;

function fileEntry(name: string, broken = false): Entry {
  const file = (resolve: (file: File) => void, reject: (error: Error) => void) =>
    broken ? reject(new Error('gone')) : resolve(new File(['x'], name));
  return { isFile: true, isDirectory: false, name, file } as unknown as Entry;
}

function folderEntry(name: string, children: Entry[]): Entry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (resolve: (batch: Entry[]) => void) => {
        const batch = children.slice(at, at + 100);
        at += batch.length;
        resolve(batch);
      },
    };
  };
  return { isFile: false, isDirectory: true, name, createReader } as unknown as Entry;
}

const item = (entry: Entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }) as unknown as DataTransferItem;

test('a folder of more files than one batch holds is read to its end', async () => {
  const many = Array.from({ length: 250 }, (_, index) => fileEntry(`${index}.txt`));
  const tree = await readDrop([item(folderEntry('Fotos', [...many, folderEntry('leer', [])]))]);
  assert.equal(tree.files.length, 250);
  assert.deepEqual(tree.files[0]?.folders, ['Fotos']);
  assert.deepEqual(tree.emptyFolders, [['Fotos', 'leer']]);
});

test('loose files have no folders, text is no file, and what cannot be read is named', async () => {
  const text = { kind: 'string' } as unknown as DataTransferItem;
  const tree = await readDrop([
    item(fileEntry('a.txt')),
    text,
    item(folderEntry('b', [fileEntry('c.txt', true), fileEntry('d.txt')])),
  ]);
  assert.deepEqual(
    tree.files.map(({ file, folders }) => [...folders, file.name].join('/')),
    ['a.txt', 'b/d.txt'],
  );
  assert.deepEqual(tree.unreadable, ['b/c.txt']);
});
