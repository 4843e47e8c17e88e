import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '@landescloud/kernel';
import { checkNewPassword } from './password-rules.ts';

const member = { login: 'anna', role: 'member' } as const;
const administrator = { login: 'admin', role: 'platform-administrator' } as const;

function codeOf(password: string, person: typeof member | typeof administrator): string | undefined {
  try {
    checkNewPassword(password, person);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

describe('a new password', () => {
  it('has 12 characters, an administrator’s 16', () => {
    assert.equal(codeOf('Elf Zeichen', member), 'auth.password_too_short');
    assert.equal(codeOf('Zwölf Zeiche', member), undefined);
    assert.equal(codeOf('Fünfzehn Zeiche', administrator), 'auth.password_too_short');
    assert.equal(codeOf('Sechzehn Zeichen', administrator), undefined);
  });

  it('has 16 of whoever holds a role for an organisation', () => {
    const assignments = [{ role: 'auditor', organisationId: 1 }] as const;
    const check = (password: string) => checkNewPassword(password, { ...member, assignments });
    assert.throws(() => check('Fünfzehn Zeiche'), { code: 'auth.password_too_short' });
    check('Sechzehn Zeichen');
  });

  it('has three of four kinds of characters', () => {
    for (const password of ['nurkleinebuchstaben', 'zwei kinds sind wenig', 'NurBuchstabenHier', '1234 5678 9012 34']) {
      assert.equal(codeOf(password, member), 'auth.password_too_uniform', password);
    }
    for (const password of ['Drei kinds genug', 'klein-und-12345', 'GROSS UND 12345', 'GrossUndKlein12']) {
      assert.equal(codeOf(password, member), undefined, password);
    }
  });

  it('counts characters as people do', () => {
    assert.equal(codeOf('🌲🌳🌴🌵🌷🌸', member), 'auth.password_too_short');
  });

  it('has a bound', () => assert.equal(codeOf('Zwölf Zeichen '.repeat(100), member), 'auth.password_too_long'));

  it('is neither one letter nor the login nor what everybody tries first', () => {
    assert.equal(codeOf('aaaaaaaaaaaaaaaaaaaa', member), 'auth.password_too_simple');
    assert.equal(codeOf('Passwort2027!', member), 'auth.password_too_simple');
    assert.equal(codeOf('Willkommen-Landescloud!1', member), 'auth.password_too_simple');
    assert.equal(codeOf('annaANNAanna1', member), 'auth.password_too_simple');
  });
});
