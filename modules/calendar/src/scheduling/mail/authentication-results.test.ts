import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failsAuthentication } from './authentication-results.ts';

it('only the believed server’s word counts, and what did not come through there fails', () => {
  const fails = (...headers: string[]) => failsAuthentication(headers, 'mx.cloud.example');
  assert.equal(failsAuthentication(['evil.example; dmarc=fail'], null), false);
  assert.equal(fails('mx.cloud.example; dmarc=pass header.from=firma.example'), false);
  assert.equal(fails('mx.cloud.example; spf=pass; dmarc=fail (p=none) header.from=firma.example'), true);
  assert.equal(fails('MX.cloud.example 1; dkim=pass header.d=firma.example'), false);
  assert.equal(fails('mx.cloud.example; spf=fail smtp.mailfrom=x; dkim=none'), true);
  assert.equal(fails('mx.cloud.example; spf=softfail; dkim=none'), false);
  assert.equal(fails('evil.example; dmarc=pass'), true, 'a stranger’s header');
  assert.equal(fails('mx.cloud.example; none (; dmarc=pass)'), false, 'a comment is no result');
  assert.equal(fails('(mx.cloud.example; dmarc=pass) evil.example; dmarc=pass'), true);
  assert.equal(fails(), true);
});
