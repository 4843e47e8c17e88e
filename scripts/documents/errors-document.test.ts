import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scanErrorCodes } from './scan-error-codes.ts';

describe('scanErrorCodes', () => {
  it('reads the codes of domain errors and of answers', () => {
    const source = [
      "throw new DomainError('NotFound', 'files.node_not_found', 'Text, with a comma');",
      'return new DomainError(',
      "  'Invalid',",
      "  'files.name_invalid',",
      "  'x');",
      "const p = { status: 413, code: 'http.body_too_large', title: '' };",
    ].join('\n');
    assert.deepEqual(scanErrorCodes(source), {
      codes: [
        { code: 'files.node_not_found', kind: 'NotFound', line: 1 },
        { code: 'files.name_invalid', kind: 'Invalid', line: 2 },
        { code: 'http.body_too_large', kind: '413', line: 6 },
      ],
      unreadable: [],
    });
  });

  it('tells of codes that it cannot read', () => {
    assert.deepEqual(scanErrorCodes("new DomainError('Invalid', code, 'x')").unreadable, [1]);
    assert.deepEqual(scanErrorCodes("// new DomainError('Invalid', code, 'x')").unreadable, []);
  });
});
