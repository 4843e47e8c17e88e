import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strengthOf } from '../strength.ts';
import type { SignInMethod, SignInStrength } from '../strength.ts';
import { nextStep } from './next-step.ts';

const nothing = { password: true, totp: 0, passkeys: 0, recoveryCodes: 0 };
const totp = { ...nothing, totp: 1, recoveryCodes: 10 };
const passkey = { ...nothing, passkeys: 1, recoveryCodes: 10 };
const both = { ...totp, passkeys: 1 };

function after(methods: SignInMethod[], required: SignInStrength, enrolled: typeof nothing): string {
  const step = nextStep({ methods, strength: strengthOf(methods) }, required, enrolled);
  return step.kind === 'finish' ? 'finish' : `${step.kind} ${step.methods.join(' ')}`;
}

describe('what a sign-in still needs', () => {
  it('is nothing, where nothing is required and there is no factor', () => {
    assert.equal(after(['password'], 'password', nothing), 'finish');
    assert.equal(after(['oidc'], 'password', both), 'finish');
  });

  it('is a factor of who has one, whatever is required', () => {
    assert.equal(after(['password'], 'password', totp), 'second-factor totp recovery-code');
    assert.equal(after(['mail-code'], 'password', both), 'second-factor passkey totp recovery-code');
    assert.equal(after(['password', 'totp'], 'second-factor', totp), 'finish');
    assert.equal(after(['oidc'], 'second-factor', totp), 'second-factor totp recovery-code');
  });

  it('is nothing more after a passkey', () => {
    for (const required of ['password', 'second-factor', 'phishing-resistant'] as const) {
      assert.equal(after(['passkey'], required, both), 'finish');
    }
  });

  it('is to enrol, but only after everything that is there was shown', () => {
    assert.equal(after(['password'], 'second-factor', nothing), 'enrol passkey totp');
    assert.equal(after(['password'], 'phishing-resistant', totp), 'second-factor totp recovery-code');
    assert.equal(after(['password', 'totp'], 'phishing-resistant', totp), 'enrol passkey');
    assert.equal(after(['password', 'totp'], 'phishing-resistant', both), 'second-factor passkey recovery-code');
    assert.equal(after(['password', 'recovery-code'], 'phishing-resistant', passkey), 'enrol passkey');
  });
});
