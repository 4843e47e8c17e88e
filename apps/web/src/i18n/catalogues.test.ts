import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../..', import.meta.url));
const lingui = fileURLToPath(new URL('../../../../node_modules/@lingui/cli/dist/lingui.js', import.meta.url));
const rooms = { shell: 'src/i18n/locales', files: 'src/features/files/locales' } as const;
const scratch = mkdtempSync(join(tmpdir(), 'landescloud-catalogues-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** msgid -> msgstr; obsolete entries are comments and thus not there. */
function readCatalogue(path: string): Map<string, string> {
  const messages = new Map<string, string>();
  for (const entry of readFileSync(path, 'utf8').split(/\n\n+/)) {
    const [, id = '', text = ''] = /^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/m.exec(`${entry}\n`) ?? [];
    const join = (lines: string): string => lines.replaceAll(/^"|"$/gm, '').replaceAll('\n', '');
    if (join(id) !== '') messages.set(join(id), join(text));
  }
  return messages;
}

test('catalogues hold exactly what the code says, and English is complete', () => {
  writeFileSync(
    join(scratch, 'lingui.config.json'),
    JSON.stringify({
      rootDir: web,
      sourceLocale: 'de',
      locales: ['de'],
      catalogs: [
        { path: join(scratch, 'files-{locale}'), include: ['<rootDir>/src/features/files'] },
        { path: join(scratch, 'shell-{locale}'), include: ['<rootDir>/src'], exclude: ['**/src/features/files/**'] },
      ],
    }),
  );
  execFileSync(process.execPath, [lingui, 'extract', '--config', join(scratch, 'lingui.config.json')], { cwd: web });

  for (const [room, folder] of Object.entries(rooms)) {
    const said = readCatalogue(join(scratch, `${room}-de.po`));
    assert.ok(said.size > 100, `${room} says something`);
    for (const locale of ['de', 'en']) {
      const catalogue = readCatalogue(join(web, folder, `${locale}.po`));
      const missing = [...said.keys()].filter((id) => !catalogue.get(id));
      const obsolete = [...catalogue.keys()].filter((id) => !said.has(id));
      assert.deepEqual({ missing, obsolete }, { missing: [], obsolete: [] }, `${folder}/${locale}.po: npm run extract`);
    }
  }
});

test('a sentence of both rooms has one translation, and placeholders stay', () => {
  const [shell, files] = Object.values(rooms).map((folder) => readCatalogue(join(web, folder, 'en.po')));
  for (const [id, text] of shell ?? []) {
    if (files?.has(id)) assert.equal(files.get(id), text, id);
  }
  for (const [id, text] of [...(shell ?? []), ...(files ?? [])]) {
    const names = (message: string): string[] =>
      [...new Set(message.match(/(?<!(?:one|other|=\d+) )\{\w+/g))].toSorted();
    assert.deepEqual(names(text), names(id), id);
  }
});
