import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jsonDocument } from './json-document.ts';

async function* counted(count: number): AsyncGenerator {
  for (let at = 0; at < count; at += 1) yield { at, text: `Zeile\n${at} "ä"` };
}

async function piecesOf(sections: Record<string, unknown>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of jsonDocument(sections)) pieces.push(piece);
  return pieces;
}

describe('a document of sections', () => {
  test('is what JSON.stringify makes of the same values', async () => {
    const plain = { a: { b: [1, null] }, c: [], d: undefined, e: 'x' };
    const pieces = await piecesOf({ ...plain, many: counted(3), none: counted(0) });
    const many = [0, 1, 2].map((at) => ({ at, text: `Zeile\n${at} "ä"` }));
    assert.equal(pieces.join(''), `${JSON.stringify({ ...plain, d: null, many, none: [] }, null, 2)}\n`);
  });

  test('comes in pieces', async () => {
    const pieces = await piecesOf({ many: counted(5_000), last: 1 });
    assert.ok(pieces.length > 4);
    assert.equal((JSON.parse(pieces.join('')) as { many: unknown[] }).many.length, 5_000);
  });
});
