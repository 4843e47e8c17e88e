import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scanImports, withoutComments } from './scan-imports.ts';

const scan = (source: string): string[] =>
  scanImports(source).map(({ specifier, line, typeOnly }) => `${line} ${specifier}${typeOnly ? ' (type)' : ''}`);

describe('scanImports', () => {
  it('finds every form', () => {
    const source = [
      "import a from 'a';",
      "import { b, type B } from 'b';",
      'import {',
      '  type C,',
      '  type D,',
      "} from 'c';",
      "import type { E } from 'e';",
      "import 'f';",
      "export * from 'g';",
      "export type { H } from 'h';",
      "const i = await import('node:os');",
      "type J = import('node:url').J;",
      "import type from 'k';",
    ].join('\n');
    assert.deepEqual(scan(source), [
      '1 a',
      '2 b',
      '3 c (type)',
      '7 e (type)',
      '8 f',
      '9 g',
      '10 h (type)',
      '11 node:os',
      '12 node:url (type)',
      '13 k',
    ]);
  });

  it('is not taken in by other uses of the words', () => {
    const source = ["export const from = 'x';", "export function f() { return 'y'; }", "// import z from 'z';"].join(
      '\n',
    );
    assert.deepEqual(scan(source), []);
  });
});

describe('withoutComments', () => {
  it('keeps lines and addresses', () => {
    assert.equal(withoutComments("/* a\nb */ const c = 'http://d'; // e"), "    \n     const c = 'http://d';     ");
  });
});
