import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDomainError } from '@landescloud/kernel';
import { csvPreset } from '../source-settings.ts';
import { guessColumns } from './guess-columns.ts';
import { parseCsv } from './parse-csv.ts';
import { readCsv } from './read-csv.ts';

const utf8 = (text: string) => Buffer.from(text);

describe('CSV', () => {
  it('is read as programs write it', () => {
    for (const [content, encoding, delimiter] of [
      [utf8('Name;Ort\nÄmsel;Köln\n'), 'utf-8', ';'],
      [utf8('\ufeffName;Ort\r\nÄmsel;Köln'), 'utf-8', ';'],
      [utf8('Name,Ort\nÄmsel,Köln'), 'utf-8', ','],
      [utf8('Name\tOrt\n\nÄmsel\tKöln\n\n'), 'utf-8', '\t'],
      [Buffer.from('Name;Ort\nÄmsel;Köln', 'latin1'), 'windows-1252', ';'],
      [Buffer.from('\ufeffName;Ort\nÄmsel;Köln', 'utf16le'), 'utf-16le', ';'],
      [utf8('"Name";"Ort"\n"Ämsel";"Köln"'), 'utf-8', ';'],
    ] as const) {
      assert.deepEqual(parseCsv(content), { columns: ['Name', 'Ort'], rows: [['Ämsel', 'Köln']], encoding, delimiter });
    }
    const quoted = parseCsv(utf8('"a;b","c, d"\n"x ""y""","1\n2"'));
    assert.deepEqual([quoted.columns, quoted.rows], [['a;b', 'c, d'], [['x "y"', '1\n2']]]);
  });

  it('that is none is refused with a reason, never otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseCsv(bytes);
        } catch (error) {
          assert.ok(isDomainError(error, 'Invalid'), String(error));
        }
      }),
    );
  });

  it('is understood by its titles, in German and English', () => {
    assert.deepEqual(
      guessColumns(['Personalnr', 'Benutzername', 'Vorname', 'Name', 'E-Mail-Adresse', 'Dienststelle']),
      {
        externalId: 'Personalnr',
        login: 'Benutzername',
        firstName: 'Vorname',
        lastName: 'Name',
        email: 'E-Mail-Adresse',
        organisation: 'Dienststelle',
      },
    );
    assert.deepEqual(guessColumns(['user_name', 'Display Name', 'MAIL', 'Vorgesetzte', 'Passwort', 'x']), {
      login: 'user_name',
      name: 'Display Name',
      email: 'MAIL',
      manager: 'Vorgesetzte',
    });
  });

  it('becomes people and groups', () => {
    const table = parseCsv(
      utf8('Login;Name;Mail;Gruppen;Gesperrt;Fehlt\nAnna;Anna A;;"Bau, bau;Rat";nein\nBernd;Bernd B;b@x;Bau;ja;'),
    );
    const columns = {
      login: 'Login',
      name: 'Name',
      email: 'Mail',
      groups: 'Gruppen',
      disabled: 'Gesperrt',
      phone: 'Nirgends',
    };
    const { people, groups } = readCsv(table, { ...csvPreset, columns });
    assert.deepEqual(people[0], {
      externalId: 'anna',
      login: 'Anna',
      name: 'Anna A',
      email: null,
      organisation: null,
      disabled: false,
    });
    assert.deepEqual([people[1]?.email, people[1]?.disabled], ['b@x', true]);
    assert.deepEqual(groups, [
      { externalId: 'bau', name: 'Bau', members: ['anna', 'bernd'] },
      { externalId: 'rat', name: 'Rat', members: ['anna'] },
    ]);
    assert.equal(readCsv(table, { ...csvPreset, columns: { login: 'Login' } }).groups, null);
  });
});
