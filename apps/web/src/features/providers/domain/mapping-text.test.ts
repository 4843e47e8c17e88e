import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mappingText, parseDomains, parseMapping, parseStrengths, strengthText } from './mapping-text.ts';

it('what is written as lines is read as it was', () => {
  const mapping = { 'CN=Haushalt,OU=Gruppen': 'haushalt', x: 'y' };
  assert.deepEqual(parseMapping(mappingText(mapping)), mapping);
  assert.deepEqual(parseMapping('a = b\n\n = c\nd =\nno pair\n e=f '), { a: 'b', e: 'f' });
});

it('strengths are words of acr or amr', () => {
  const made = parseStrengths('acr=urn:x:mfa, amr = hwk,amr=, foo=bar', 'second-factor');
  assert.deepEqual(made, [
    { claim: 'acr', value: 'urn:x:mfa', strength: 'second-factor' },
    { claim: 'amr', value: 'hwk', strength: 'second-factor' },
  ]);
  assert.equal(strengthText(made, 'second-factor'), 'acr=urn:x:mfa, amr=hwk');
  assert.equal(strengthText(made, 'phishing-resistant'), '');
});

it('domains are separated as people do', () => {
  assert.deepEqual(parseDomains(' TFM.example, a.de\nb.de;c.de '), ['tfm.example', 'a.de', 'b.de', 'c.de']);
});
