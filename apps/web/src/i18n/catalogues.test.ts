import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../..', import.meta.url));
const lingui = fileURLToPath(new URL('../../../../node_modules/@lingui/cli/dist/lingui.js', import.meta.url));
const featureRooms = readdirSync(join(web, 'src/features')).filter((room) =>
  existsSync(join(web, 'src/features', room, 'locales')),
);
const rooms = {
  shell: 'src/i18n/locales',
  ...Object.fromEntries(featureRooms.map((room) => [room, `src/features/${room}/locales`])),
};
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
        ...featureRooms.map((room) => ({
          path: join(scratch, `${room}-{locale}`),
          include: [`<rootDir>/src/features/${room}`],
        })),
        {
          path: join(scratch, 'shell-{locale}'),
          include: ['<rootDir>/src'],
          exclude: featureRooms.map((room) => `**/src/features/${room}/**`),
        },
      ],
    }),
  );
  execFileSync(process.execPath, [lingui, 'extract', '--config', join(scratch, 'lingui.config.json')], { cwd: web });

  for (const [room, folder] of Object.entries(rooms)) {
    const said = readCatalogue(join(scratch, `${room}-de.po`));
    assert.ok(said.size > 10, `${room} says something`);
    for (const locale of ['de', 'en']) {
      const catalogue = readCatalogue(join(web, folder, `${locale}.po`));
      const missing = [...said.keys()].filter((id) => !catalogue.get(id));
      const obsolete = [...catalogue.keys()].filter((id) => !said.has(id));
      assert.deepEqual({ missing, obsolete }, { missing: [], obsolete: [] }, `${folder}/${locale}.po: npm run extract`);
    }
  }
});

test('a sentence of several rooms has one translation, and placeholders stay', () => {
  const translated = new Map<string, string>();
  for (const folder of Object.values(rooms)) {
    for (const [id, text] of readCatalogue(join(web, folder, 'en.po'))) {
      assert.equal(translated.get(id) ?? text, text, id);
      translated.set(id, text);
      assert.deepEqual(namesIn(text), namesIn(id), id);
    }
  }
});

function namesIn(message: string): string[] {
  return [...new Set(message.match(/(?<!(?:one|other|=\d+) )\{\w+/g))].toSorted();
}
