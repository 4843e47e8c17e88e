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

  it('counts characters as people do', () => {
    assert.equal(codeOf('🌲🌳🌴🌵🌷🌸', member), 'auth.password_too_short');
  });

  it('has a bound', () => assert.equal(codeOf('Zwölf Zeichen '.repeat(100), member), 'auth.password_too_long'));

  it('is neither one letter nor the login', () => {
    assert.equal(codeOf('aaaaaaaaaaaaaaaaaaaa', member), 'auth.password_too_simple');
    assert.equal(codeOf('annaANNAanna1', member), 'auth.password_too_simple');
  });
});
