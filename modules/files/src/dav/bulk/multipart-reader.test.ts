import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import fc from 'fast-check';
import { readParts } from './multipart-reader.ts';

const boundary = 'b';

async function* cut(body: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let n = 0; at < body.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield body.subarray(at, at + size);
    at += size;
  }
}

async function readAll(source: AsyncIterable<Buffer>, wholly = true): Promise<{ path: string; content: string }[]> {
  const files: { path: string; content: string }[] = [];
  for await (const part of readParts(source, boundary)) {
    const pieces: Uint8Array[] = [];
    if (wholly) for await (const piece of part.content) pieces.push(piece);
    files.push({ path: part.headers.get('x-file-path') ?? '', content: Buffer.concat(pieces).toString('latin1') });
  }
  return files;
}

const file = fc.record({
  path: fc.stringMatching(/^\/[a-zäöü0-9 ]{1,20}$/),
  // What looks like a boundary within a file is content like any other: the length decides.
  content: fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom('', '\r\n--b\r\n', '--b--\r\n', '\r\n\r\n'),
  ),
});
const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });

function written(files: readonly { path: string; content: string }[]): Buffer {
  const parts = files.map(({ path, content }) =>
    Buffer.concat([
      Buffer.from(`--b\r\nX-File-Path: ${path}\r\nContent-Length: ${content.length}\r\n\r\n`),
      Buffer.from(content, 'latin1'),
      Buffer.from('\r\n'),
    ]),
  );
  return Buffer.concat([...parts, Buffer.from('--b--\r\n')]);
}

test('files come whole, however the body is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), sizes, async (files, pieces) => {
      const trimmed = files.map(({ path, content }) => ({ path: path.trimEnd(), content }));
      assert.deepEqual(await readAll(cut(written(files), pieces)), trimmed);
      // What is not read is passed over.
      const paths = (await readAll(cut(written(files), pieces), false)).map(({ path }) => path);
      assert.deepEqual(
        paths,
        trimmed.map(({ path }) => path),
      );
    }),
  );
});

test('a body that breaks off or is bent is refused, or read as what it says', async () => {
  const bent = fc.tuple(fc.array(file, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(255), fc.boolean());
  await fc.assert(
    fc.asyncProperty(bent, sizes, async ([files, where, byte, cutOff], pieces) => {
      const body = written(files);
      const at = where % body.length;
      if (!cutOff) body[at] = byte;
      try {
        await readAll(cut(cutOff ? body.subarray(0, at) : body, pieces));
      } catch (error) {
        assert.ok(isDomainError(error, 'Invalid') && error.code === 'dav.multipart_invalid', String(error));
      }
    }),
  );
});
