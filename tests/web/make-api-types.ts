import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const webPackage = fileURLToPath(new URL('../../apps/web/package.json', import.meta.url));

/** Where the web app keeps the types of the JSON API. */
export const apiTypesFile = join(dirname(webPackage), 'src/api/api.generated.ts');

/** TypeScript types of everything that a server's /api/v1/openapi.json describes. */
export async function makeApiTypes(serverUrl: string): Promise<string> {
  const answer = await fetch(`${serverUrl}/api/v1/openapi.json`);
  const folder = mkdtempSync(join(tmpdir(), 'landescloud-api-types-'));
  try {
    writeFileSync(join(folder, 'openapi.json'), await answer.text());
    const manifest = createRequire(webPackage).resolve('openapi-typescript/package.json');
    const made = join(folder, 'api.ts');
    const options = ['--immutable', '--alphabetize', '-o', made];
    execFileSync(process.execPath, [join(dirname(manifest), 'bin/cli.js'), join(folder, 'openapi.json'), ...options]);
    return readFileSync(made, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
