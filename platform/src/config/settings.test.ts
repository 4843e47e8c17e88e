import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadSettings } from './settings.ts';
import { SettingsError } from './settings-error.ts';
import type { Environment } from './setting-sources.ts';

function problemsOf(env: Environment): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems;
  }
  return [];
}

describe('settings', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('have defaults', () => {
    const settings = loadSettings({ PATH: '/bin' });
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.port, 8080);
    assert.equal(settings.dataDir, resolve('data'));
    assert.equal(settings.blobsDir, resolve('data/blobs'));
    assert.equal(settings.databaseUrl, null);
    assert.equal(settings.workers, 1);
  });

  it('are read from the environment', () => {
    const settings = loadSettings({
      LANDESCLOUD_PORT: '0',
      LANDESCLOUD_PUBLIC_URL: 'https://cloud.example.org/',
      LANDESCLOUD_DATA_DIR: '/srv/landescloud',
      LANDESCLOUD_BLOBS: 'file:///srv/blobs',
      LANDESCLOUD_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      LANDESCLOUD_LOG_REQUESTS: 'yes',
    });
    assert.equal(settings.port, 0);
    assert.equal(settings.publicUrl, 'https://cloud.example.org');
    assert.equal(settings.blobsDir, '/srv/blobs');
    assert.deepEqual(settings.trustedProxies, ['10.0.0.0/8', '::1']);
    assert.equal(settings.logRequests, true);
  });

  it('are read from a file, and the environment wins', () => {
    const config = file('landescloud.conf', '# ours\nLANDESCLOUD_PORT=9000\n\nLANDESCLOUD_HOST="0.0.0.0"\n');
    const settings = loadSettings({ LANDESCLOUD_CONFIG: config, LANDESCLOUD_PORT: '9001' });
    assert.equal(settings.port, 9001);
    assert.equal(settings.host, '0.0.0.0');
  });

  it('take secrets from files of their own', () => {
    const path = file('password', 'sixteen characters\n');
    assert.equal(loadSettings({ LANDESCLOUD_ADMIN_PASSWORD_FILE: path }).adminPassword, 'sixteen characters');
  });

  it('say where the scanner is', () => {
    const at = (LANDESCLOUD_CLAMD: string) => loadSettings({ LANDESCLOUD_CLAMD }).clamd;
    assert.equal(loadSettings({}).clamd, null);
    assert.deepEqual(at('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
    assert.deepEqual(at('unix:///run/clamd.ctl'), { path: '/run/clamd.ctl' });
    assert.deepEqual(at('tcp://scanner.example.org'), { host: 'scanner.example.org', port: 3310 });
    assert.deepEqual(at('tcp://[::1]:3311'), { host: '::1', port: 3311 });
    const [relative] = problemsOf({ LANDESCLOUD_CLAMD: 'unix:clamd.ctl' });
    assert.match(relative ?? '', /^LANDESCLOUD_CLAMD: must name the socket by its whole path/);
    for (const LANDESCLOUD_CLAMD of ['/run/clamd.ctl', 'tcp://', 'http://host', 'tcp://host:3310/x']) {
      const [line] = problemsOf({ LANDESCLOUD_CLAMD });
      assert.equal(line, 'LANDESCLOUD_CLAMD: must be unix:/path/of/the/socket or tcp://host:port');
    }
  });

  it('say who mail is from', () => {
    const from = (env: Environment) => loadSettings(env).mailFrom;
    assert.deepEqual(from({}), { name: 'Landescloud', address: 'noreply@localhost' });
    const at = (LANDESCLOUD_PUBLIC_URL: string) => from({ LANDESCLOUD_PUBLIC_URL }).address;
    assert.equal(at('https://cloud.example.org:8443'), 'noreply@cloud.example.org');
    assert.equal(at('http://192.0.2.1:8080'), 'noreply@localhost');
    assert.equal(at('http://[2001:db8::a]'), 'noreply@localhost');
    const set = (LANDESCLOUD_MAIL_FROM: string) => from({ LANDESCLOUD_MAIL_FROM });
    assert.deepEqual(set('post@example.org'), { name: 'Landescloud', address: 'post@example.org' });
    assert.deepEqual(set('Cloud, Grünau <post@example.org>'), { name: 'Cloud, Grünau', address: 'post@example.org' });
    for (const LANDESCLOUD_MAIL_FROM of [
      '',
      'x',
      'a@b, c@d',
      'A <a@b> x',
      'A\nBcc: c@d <a@b>',
      'a@b\r\nx: y',
      '<a@b',
    ]) {
      const [line] = problemsOf({ LANDESCLOUD_MAIL_FROM });
      assert.equal(line, 'LANDESCLOUD_MAIL_FROM: must be a mail address or Name <address>');
    }
  });

  it('name every problem at once, one line each', () => {
    const config = file('bad.conf', 'port 9000\n');
    const problems = problemsOf({
      LANDESCLOUD_CONFIG: config,
      LANDESCLOUD_PROT: '1',
      LANDESCLOUD_PORT: '65536',
      LANDESCLOUD_WORKERS: '0',
      LANDESCLOUD_PUBLIC_URL: 'https://example.org/cloud',
      LANDESCLOUD_HOST_FILE: '/etc/hostname',
      LANDESCLOUD_ADMIN_PASSWORD: 'short',
      LANDESCLOUD_LIVEKIT_URL: 'wss://example.org',
      LANDESCLOUD_BLOBS: 's3://bucket',
      LANDESCLOUD_TRUSTED_PROXIES: '10.0.0.0/33',
      LANDESCLOUD_SMTP_URL_FILE: join(folder, 'missing'),
    });
    assert.deepEqual(
      problems.map((line) => line.replaceAll(folder, '')),
      [
        '/bad.conf:1: expected LANDESCLOUD_KEY=value',
        'LANDESCLOUD_PROT: no such setting; did you mean LANDESCLOUD_PORT?',
        'LANDESCLOUD_HOST_FILE: no such setting; docs/admin/settings.md lists them all',
        'LANDESCLOUD_SMTP_URL_FILE: cannot read /missing (ENOENT)',
        "LANDESCLOUD_PORT: must be a whole number from 0 to 65535, not '65536'",
        "LANDESCLOUD_WORKERS: must be a whole number from 1 to 256, not '0'",
        'LANDESCLOUD_PUBLIC_URL: must be an origin such as https://cloud.example.org, without a path',
        'LANDESCLOUD_ADMIN_PASSWORD: must have at least 16 characters',
        'LANDESCLOUD_BLOBS: stores other than file: are not supported yet',
        "LANDESCLOUD_TRUSTED_PROXIES: must be addresses or networks (10.0.0.0/8), not '10.0.0.0/33'",
        'LANDESCLOUD_LIVEKIT_URL: needs LANDESCLOUD_LIVEKIT_KEY and LANDESCLOUD_LIVEKIT_SECRET too, all or none',
      ],
    );
    for (const line of problems) assert.ok(!line.includes('\n'));
  });

  it('never show a secret', () => {
    const problems = problemsOf({
      LANDESCLOUD_DATABASE_URL: 'mysql://u:geheim@h/d',
      LANDESCLOUD_ADMIN_PASSWORD: 'geheim',
    });
    assert.equal(problems.length, 2);
    assert.ok(!problems.join().includes('geheim'));
  });
});
