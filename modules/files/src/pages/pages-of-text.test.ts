import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeText, pagesOfText } from './pages-of-text.ts';

it('a text is cut between lines, and nothing of it is lost', () => {
  const text = Array.from({ length: 1000 }, (_, line) => `Zeile ${line}: ${'ä'.repeat(line % 90)}\r\n`).join('');
  const pages = pagesOfText(Buffer.from(text));
  assert.ok(pages.length > 8);
  assert.equal(pages.join(''), text);
  assert.ok(pages.every((page) => page.endsWith('\n') && page.length <= 6_000 && page.split('\n').length <= 121));
});

it('a line longer than a page is cut, too', () => {
  const text = `kurz\n${'x'.repeat(20_000)}\nende`;
  const pages = pagesOfText(Buffer.from(text));
  assert.equal(pages.join(''), text);
  assert.ok(pages.every((page) => page.length <= 6_000));
  assert.deepEqual(pagesOfText(Buffer.alloc(0)), []);
});

it('texts are read as they were written', () => {
  for (const encoding of ['utf8', 'utf16le'] as const)
    assert.equal(decodeText(Buffer.from('\ufeffGrüße', encoding)), 'Grüße');
  assert.equal(decodeText(Buffer.from('Grüße', 'latin1')), 'Grüße');
  assert.equal(decodeText(Buffer.from('Grüße aus Gera, ü').subarray(0, -1)), 'Grüße aus Gera, ');
});
