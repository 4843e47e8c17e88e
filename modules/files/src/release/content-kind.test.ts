import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admitsKind, kindOf } from './content-kind.ts';

const hex = (text: string, length = 512) => {
  const bytes = Buffer.alloc(length);
  Buffer.from(text, 'hex').copy(bytes);
  return bytes;
};

/** A compound file whose root entry has this class. */
function compound(rootClass: string): Buffer {
  const file = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  Buffer.from(rootClass, 'hex').copy(file, 2 * 512 + 80);
  return file;
}

const samples: readonly (readonly [name: string, Buffer, kind: string, noPrograms: boolean, documents: boolean])[] = [
  ['a program for Windows', hex('4d5a9000'), 'exe', false, false],
  ['one for Linux', hex('7f454c46020101'), 'elf', false, false],
  ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'script', false, false],
  ['an installer', compound('84100c0000000000c000000000000046'), 'msi', false, false],
  ['an old office document', compound('0609020000000000c000000000000046'), 'cfb', true, true],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf', true, true],
  ['a picture', hex('89504e470d0a1a0a0000000d49484452'), 'png', true, true],
  ['a text', Buffer.from('Größe: fünf'), 'txt', true, true],
  ['a text cut within a letter', Buffer.from('Größe').subarray(0, 4), 'txt', true, true],
  ['an old text', Buffer.from('Gr\xf6\xdfe', 'latin1'), 'txt', true, true],
  ['a text of Windows', Buffer.from('\ufeffHallo', 'utf16le'), 'txt', true, true],
  ['an archive', hex('377abcaf271c0004'), '7z', true, false],
  ['nothing that anybody knows', hex('0102030405060708'), 'unknown', true, false],
];

for (const [name, head, kind, noPrograms, documents] of samples) {
  test(`${name} is ${kind}`, async () => {
    const found = await kindOf(head);
    assert.equal(found, kind);
    assert.deepEqual(
      [admitsKind('any', found), admitsKind('no-programs', found), admitsKind('documents', found)],
      [true, noPrograms, documents],
    );
  });
}
