import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startTestHttp } from './http-server-for-tests.ts';

const script = 'export const answer = 42;\n'.repeat(100);
const page = '<!doctype html><meta property="csp-nonce" nonce="%CSP_NONCE%"><title>Landescloud</title>';

describe('the web app', () => {
  let webDir = '';
  before(async () => {
    webDir = await mkdtemp(join(tmpdir(), 'web-app-'));
    await mkdir(join(webDir, 'assets'));
    await writeFile(join(webDir, 'index.html'), page);
    await writeFile(join(webDir, 'assets', 'index-A1b2C3d4.js'), script);
    await writeFile(join(webDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  });
  after(() => rm(webDir, { recursive: true }));
  const start = () => startTestHttp(() => {}, { webDir });
  const raw = (url: string, accept: string) => fetch(url, { headers: { 'accept-encoding': accept } });

  it('comes anew each time, with a policy of its own', async () => {
    await using server = await start();
    const first = await fetch(server.url);
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /style-src 'self' 'nonce-([\w-]{22})'/.exec(policy)?.[1];
    assert.ok(nonce !== undefined, policy);
    assert.ok((await first.text()).includes(`nonce="${nonce}"`));
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.ok(!policy.includes('unsafe-inline'));
    assert.ok(!policy.includes('http'));
    assert.equal(first.headers.get('cache-control'), 'no-store');
    assert.equal(first.headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.notEqual((await fetch(server.url)).headers.get('content-security-policy'), policy);
  });

  it('answers every address that a person opens, and no other', async () => {
    await using server = await start();
    const status = async (path: string, accept: string, method = 'GET') =>
      (await fetch(server.url + path, { method, headers: { accept } })).status;
    for (const path of ['/files/17', '/login', '/settings?tab=devices', '/anything']) {
      assert.equal(await status(path, 'text/html,*/*'), 200, path);
      assert.equal(await status(path, 'application/json'), 404, path);
      assert.equal(await status(path, 'text/html', 'POST'), 404, path);
    }
    for (const path of [
      '/api/v1/nothing',
      '/remote.php/nothing',
      '/ocs/nothing',
      '/index.php/nothing',
      '/s',
      '/push/x',
    ]) {
      assert.equal(await status(path, 'text/html'), 404, path);
    }
  });

  it('sends files that never change compressed and for ever', async () => {
    await using server = await start();
    const url = `${server.url}/assets/index-A1b2C3d4.js`;
    const plain = await raw(url, 'identity');
    assert.equal(await plain.text(), script);
    assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(plain.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(plain.headers.get('vary'), 'accept-encoding');
    for (const [accept, coding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['*', null],
    ] as const) {
      const response = await raw(url, accept);
      assert.equal(response.headers.get('content-encoding'), coding, accept);
      assert.equal(await response.text(), script, accept);
    }
    const etag = plain.headers.get('etag') ?? '';
    assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304);
  });

  it('sends what may change with a tag to ask by', async () => {
    await using server = await start();
    const response = await fetch(`${server.url}/favicon.svg`);
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('content-type'), 'image/svg+xml');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });

  it('shows nothing outside its folder', async () => {
    await writeFile(join(webDir, '..', 'outside.txt'), 'secret');
    await using server = await start();
    for (const path of ['/..%2foutside.txt', '/assets/..%2f..%2foutside.txt', '/%2e%2e/outside.txt', '/assets/']) {
      const response = await fetch(server.url + path);
      assert.notEqual(response.status, 200, path);
      assert.ok(!(await response.text()).includes('secret'));
    }
    await rm(join(webDir, '..', 'outside.txt'));
  });

  it('carries the notices that somebody named, also without scripts, and never what is no text', async () => {
    const asked: unknown[] = [];
    const imprint = 'https://www.example.org/impressum?a=1&b="><script>';
    await writeFile(join(webDir, 'link.html'), '<title>x</title><div id="notices"></div>');
    const notices = async (at: unknown) => {
      asked.push(at);
      return { imprint, privacy: null };
    };
    await using server = await startTestHttp(() => {}, { webDir, notices });
    const html = await (await fetch(`${server.url}/s/abc`)).text();
    assert.deepEqual(asked, [{ at: 's', token: 'abc' }]);
    assert.ok(!html.includes('<script'), html);
    const written = 'https://www.example.org/impressum?a=1&amp;b=&quot;&gt;&lt;script&gt;';
    assert.ok(html.includes(`data-imprint="${written}"`), html);
    assert.ok(html.includes(`<noscript><p><a href="${written}">Impressum</a></p></noscript>`), html);
    assert.ok(!html.includes('data-privacy'));
    await using silent = await startTestHttp(() => {}, {
      webDir,
      notices: () => Promise.reject(new Error('the database is away')),
    });
    assert.equal(await (await fetch(`${silent.url}/s/abc`)).text(), '<title>x</title>');
  });

  it('that is not built is said to be missing', async () => {
    await using server = await startTestHttp(() => {}, { webDir: join(webDir, 'nothing') });
    const response = await fetch(server.url);
    assert.equal(response.status, 503);
    assert.match(await response.text(), /not built/);
  });
});
