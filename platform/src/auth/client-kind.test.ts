import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientKind, clientLabel } from './client-kind.ts';

const desktop =
  'Mozilla/5.0 (Linux) mirall/3.16.4 (Nextcloud, debian-6.1.0 ClientArchitecture: x86_64 OsArchitecture: x86_64)';
const android = 'Mozilla/5.0 (Android) Nextcloud-android/3.30.0';
const ios = 'Mozilla/5.0 (iOS) Nextcloud-iOS/6.2.0';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('the client', () => {
  it('has a kind', () => {
    const kinds = [desktop, android, ios, 'rclone/v1.60', undefined].map(clientKind);
    assert.deepEqual(kinds, ['desktop', 'mobile', 'mobile', 'dav', 'dav']);
  });

  it('has a name people know it by', () => {
    assert.deepEqual([desktop, android, ios, firefox, edge, safari].map(clientLabel), [
      'Nextcloud Desktop, Linux',
      'Nextcloud, Android',
      'Nextcloud, iOS',
      'Firefox, Linux',
      'Edge, Windows',
      'Safari, iOS',
    ]);
  });

  it('is shown as it calls itself, without what could mislead', () => {
    assert.equal(clientLabel('Laptop von Anna'), 'Laptop von Anna');
    assert.equal(clientLabel('evil\u202e\r\n<b>'), 'evil<b>');
    assert.equal(clientLabel('x'.repeat(5000)).length, 100);
    assert.equal(clientLabel(undefined), 'Unknown');
  });
});
