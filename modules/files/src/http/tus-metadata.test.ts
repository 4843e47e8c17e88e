import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import fc from 'fast-check';
import type { UploadMetadata } from '../files.ts';
import { formatMetadata, parseBytes, parseChecksum, parseConcat, parseMetadata } from './tus-metadata.ts';

const hex = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((d) => d.join(''));
const metadata: fc.Arbitrary<UploadMetadata> = fc.record(
  {
    filename: fc.string({ unit: 'grapheme', minLength: 1 }),
    parentId: fc.nat(),
    relativePath: fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((path) => path !== 'null' && !path.includes('/')),
    mtime: fc.integer(),
    mime: fc.string({ minLength: 1, maxLength: 255 }),
    sha256: hex(64),
    onConflict: fc.constantFrom('fail', 'replace', 'rename'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

describe('headers of tus', () => {
  it('come back as they were given', () => {
    fc.assert(fc.property(metadata, (given) => assert.deepEqual(parseMetadata(formatMetadata(given)), given)));
  });

  it('of any kind are read or refused', () => {
    const base64 = fc.base64String();
    const likely = fc
      .array(fc.tuple(fc.constantFrom('filename', 'parentId', 'mtime', 'sha256', 'onConflict', 'x'), base64))
      .map((pairs) => pairs.map((pair) => pair.join(' ')).join(','));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), likely), (header) => {
        for (const parse of [
          parseMetadata,
          parseChecksum,
          parseConcat,
          (h: string) => parseBytes('Upload-Length', h),
        ]) {
          try {
            parse(header);
          } catch (error) {
            assert.ok(isDomainError(error, 'Invalid'), String(error));
          }
        }
      }),
    );
  });

  it('name checksums and parts', () => {
    assert.deepEqual(parseChecksum('sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00='), {
      algorithm: 'sha1',
      hex: 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d',
    });
    const [a, b] = ['0b9b1c3e-1d2f-4a5b-8c6d-7e8f9a0b1c2d', '1b9b1c3e-1d2f-4a5b-8c6d-7e8f9a0b1c2d'];
    assert.deepEqual(parseConcat(`final;/api/v1/uploads/${a} https://cloud.example/api/v1/uploads/${b}`), [a, b]);
    assert.equal(parseConcat('partial'), 'partial');
    assert.equal(parseConcat(undefined), null);
    for (const length of ['-1', '1e3', '', '99999999999999999', '1.5', ' 1']) {
      assert.throws(
        () => parseBytes('Upload-Length', length),
        (error) => isDomainError(error, 'Invalid'),
      );
    }
    assert.equal(parseBytes('Upload-Length', '9007199254740991'), Number.MAX_SAFE_INTEGER);
  });
});
