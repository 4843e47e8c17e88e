import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extensionOf, fileKindOf, viewerKindOf } from './kinds.ts';

const file = (name: string, mime = '') => ({ kind: 'file', name, mime }) as const;

test('the ending decides, the type helps where there is none', () => {
  assert.equal(fileKindOf({ kind: 'folder', name: 'a.pdf', mime: '' }), 'folder');
  assert.equal(fileKindOf(file('Vermerk.ODT', 'application/zip')), 'document');
  assert.equal(fileKindOf(file('Haushalt.ods')), 'spreadsheet');
  assert.equal(fileKindOf(file('LICENSE', 'text/plain')), 'text');
  assert.equal(fileKindOf(file('scan', 'application/pdf')), 'pdf');
  assert.equal(fileKindOf(file('daten.bin', 'application/octet-stream')), 'other');
});

test('only what a browser shows safely has a viewer', () => {
  assert.equal(viewerKindOf(file('a.png')), 'image');
  assert.equal(viewerKindOf(file('a.svg')), 'text');
  assert.equal(viewerKindOf(file('a.tif', 'image/tiff')), null);
  assert.equal(viewerKindOf(file('liste.csv')), 'text');
  assert.equal(viewerKindOf(file('a.docx')), null);
  assert.equal(viewerKindOf(file('a.mp4')), 'video');
});

test('endings of dot files and bare dots', () => {
  assert.equal(extensionOf('.bashrc'), '');
  assert.equal(extensionOf('a.'), '');
  assert.equal(extensionOf('a.tar.GZ'), 'gz');
});
