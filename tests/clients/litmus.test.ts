import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clientWorld, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

for (const suite of ['basic', 'copymove', 'props', 'locks', 'http']) {
  test(`litmus ${suite}`, async () => {
    const { dav, login, password } = await world.addPerson(`litmus-${suite}`);
    const { code, output } = await world.run('litmus', ['-k', dav, login, password], {
      cwd: world.folder,
      env: { TESTS: suite },
    });
    const lines = output.split(/[\r\n]+/).filter((line) => /FAIL|WARNING|summary|Could not/.test(line));
    assert.equal(code, 0, lines.join('\n'));
    assert.match(output, /0 failed/);
    assert.doesNotMatch(output, /WARNING/, lines.join('\n'));
  });
}
