import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkArchitecture, listSources } from './check-architecture.ts';
import { readWorkspaces } from './read-packages.ts';
import { formatViolation } from './violation.ts';

const root = join(import.meta.dirname, '../..');
let copy: string;

before(() => {
  copy = mkdtempSync(join(tmpdir(), 'landescloud-architecture-'));
  const manifests = readWorkspaces(root).map(({ folder }) => `${folder}/package.json`);
  for (const path of ['package.json', ...manifests, ...listSources(root)]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
});

after(() => rmSync(copy, { recursive: true, force: true }));

describe('the architecture of this repository', () => {
  it('is whole', () => {
    assert.deepEqual(checkArchitecture(root).map(formatViolation), []);
  });
});

interface Planted {
  readonly what: string;
  readonly file: string;
  readonly source: string;
  readonly expected: RegExp;
}

const planted: readonly Planted[] = [
  {
    what: 'a module that imports upwards',
    file: 'modules/directory/src/planted.ts',
    source: "import { compose } from '@landescloud/server';\n",
    expected: /^modules\/directory\/src\/planted\.ts:1: modules\/directory may not import @landescloud\/server$/m,
  },
  {
    what: 'a module that imports sideways against the table, also as a type',
    file: 'modules/directory/src/planted.ts',
    source: "\nimport type {\n  Files,\n} from '@landescloud/files';\n",
    expected: /^modules\/directory\/src\/planted\.ts:2: modules\/directory may not import @landescloud\/files$/m,
  },
  {
    what: 'a relative import that leaves its package',
    file: 'modules/files/src/tree/planted.ts',
    source: "export * from '../../../directory/src/index.ts';\n",
    expected: /planted\.ts:1: '.*' leaves the package @landescloud\/files/,
  },
  {
    what: 'an import past a door',
    file: 'modules/files/src/planted.ts',
    source: "export { x } from '@landescloud/directory/src/person-reader.ts';\n",
    expected: /is not a door of @landescloud\/directory/,
  },
  {
    what: 'a room of the platform that reaches past the door of another',
    file: 'platform/src/auth/planted.ts',
    source: "import { pool } from '../database/pool.ts';\n",
    expected: /reaches past the door of platform\/database/,
  },
  {
    what: 'a room of the platform that reaches up',
    file: 'platform/src/database/planted.ts',
    source: "import { createHttp } from '../http/index.ts';\n",
    expected: /platform\/database may not import platform\/http/,
  },
  {
    what: 'a command that speaks HTTP',
    file: 'modules/files/src/commands/planted.ts',
    source: "import type { FastifyRequest } from 'fastify';\n",
    expected: /'fastify' is not for this room: only http and dav rooms speak HTTP/,
  },
  {
    what: 'a query built outside of readers and writers',
    file: 'modules/files/src/commands/planted.ts',
    source: "import { sql } from 'kysely';\n",
    expected: /'kysely' is not for this room/,
  },
  {
    what: 'a reading of the environment',
    file: 'modules/files/src/planted.ts',
    source: '// process.env is for platform/config\nexport const home = process.env.HOME;\n',
    expected: /planted\.ts:2: only platform\/config reads process\.env/,
  },
  {
    what: 'a lib that reads files',
    file: 'libs/kernel/src/planted.ts',
    source: "export const read = async () => import('node:fs');\n",
    expected: /libs are pure: 'node:fs' is not for them/,
  },
  {
    what: 'a package that is not declared',
    file: 'modules/directory/src/planted.ts',
    source: "import saxes from 'saxes';\n",
    expected: /saxes is missing in modules\/directory\/package\.json/,
  },
];

describe('a planted violation fails the check', () => {
  for (const { what, file, source, expected } of planted) {
    it(what, () => {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), source);
      try {
        assert.match(checkArchitecture(copy).map(formatViolation).join('\n'), expected);
      } finally {
        rmSync(join(copy, file));
      }
    });
  }

  it('a dependency that the table does not have', () => {
    const manifest = join(copy, 'modules/directory/package.json');
    const before = readFileSync(manifest, 'utf8');
    const changed = JSON.parse(before);
    changed.dependencies['@landescloud/files'] = '*';
    changed.dependencies.leftpad = '^1.0.0';
    writeFileSync(manifest, JSON.stringify(changed));
    const found = checkArchitecture(copy).map(formatViolation).join('\n');
    writeFileSync(manifest, before);
    assert.match(
      found,
      /modules\/directory\/package\.json:1: @landescloud\/directory may not depend on @landescloud\/files/,
    );
    assert.match(found, /leftpad is not pinned: "\^1\.0\.0"/);
  });

  it('a workspace that the table does not have', () => {
    mkdirSync(join(copy, 'modules/shared'), { recursive: true });
    writeFileSync(join(copy, 'modules/shared/package.json'), '{ "name": "@landescloud/shared" }');
    const found = checkArchitecture(copy).map(formatViolation).join('\n');
    rmSync(join(copy, 'modules/shared'), { recursive: true });
    assert.match(found, /@landescloud\/shared is not in the architecture table/);
  });

  it('with an exit code and a readable line', () => {
    const file = join(copy, 'libs/kernel/src/planted.ts');
    writeFileSync(file, "import '@landescloud/platform/http';\n");
    const run = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), copy], { encoding: 'utf8' });
    rmSync(file);
    assert.equal(run.status, 1);
    assert.match(run.stdout, /^libs\/kernel\/src\/planted\.ts:1: libs\/kernel may not import @landescloud\/platform$/m);
  });
});
