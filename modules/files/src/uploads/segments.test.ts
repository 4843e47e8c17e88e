import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { segments } from './segments.ts';

async function collect(source: AsyncIterable<Uint8Array>, size: number): Promise<{ parts: Buffer[]; error: unknown }> {
  const parts: Buffer[] = [];
  try {
    for await (const segment of segments(source, size)) {
      const pieces: Uint8Array[] = [];
      for await (const piece of segment) pieces.push(piece);
      parts.push(Buffer.concat(pieces));
    }
    return { parts, error: null };
  } catch (error) {
    return { parts, error };
  }
}

describe('segments', () => {
  it('loses and repeats nothing, and fills every segment but the last', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 50 }), fc.boolean(), async (given, size, breaks) => {
        async function* source(): AsyncGenerator<Uint8Array> {
          yield* given;
          if (breaks) throw new Error('gone');
        }
        const { parts, error } = await collect(source(), size);
        assert.deepEqual(Buffer.concat(parts), Buffer.concat(given));
        for (const part of parts.slice(0, -1)) assert.equal(part.length, size);
        assert.ok(parts.every((part) => part.length > 0));
        assert.equal(error !== null, breaks);
      }),
    );
  });

  it('lets the source go when its reader gives up', async () => {
    let returned = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(10);
      } finally {
        returned = true;
      }
    }
    await assert.rejects(async () => {
      for await (const segment of segments(source(), 100)) {
        assert.ok(segment);
        throw new Error('disk full');
      }
    }, /disk full/);
    assert.ok(returned);
  });
});
