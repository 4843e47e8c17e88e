import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { pdfOf } from '@landescloud/testing/pdf-of';
import { put } from './files-fixture.ts';
import { type HttpFixture, httpFixture } from './http-fixture.ts';

const needsPoppler = { skip: !installed('pdftoppm') && 'pdftoppm is not installed' };

describe('previews', () => {
  let fixture: HttpFixture;
  before(async () => {
    fixture = await httpFixture();
    await fixture.jobs.start();
  });
  after(async () => {
    await fixture.assertWhole();
    await fixture[Symbol.asyncDispose]();
  });

  const write = async (name: string, body: Buffer): Promise<number> => {
    const source = (async function* () {
      yield body;
    })();
    const input = { place: { path: [name] }, onConflict: 'replace', length: body.length, checksums: [] } as const;
    return (await fixture.files.contents.write(fixture.anna, { ...input, source })).node.id;
  };
  const ask = (id: number, size = 'small') => fixture.call('GET', `/nodes/${id}/preview?size=${size}&etag=x`);
  const made = async (id: number, size?: string): Promise<Response> => {
    for (let tries = 0; tries < 300; tries++) {
      const response = await ask(id, size);
      if (response.status !== 202) return response;
      await response.arrayBuffer();
      await delay(50);
    }
    throw new Error('no preview within 15 s');
  };
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#3366aa' } });

  it('of an image are made by a job, in two sizes, and kept by the browser', async () => {
    const jpeg = await picture(3000, 1500)
      .withExif({ IFD0: { Artist: 'someone' } })
      .jpeg()
      .toBuffer();
    const id = await write('Bild.jpg', jpeg);
    assert.equal((await ask(id)).status, 202);
    const small = await made(id);
    assert.deepEqual([small.status, small.headers.get('content-type')], [200, 'image/webp']);
    assert.match(small.headers.get('cache-control') ?? '', /immutable/);
    const { width, height, exif } = await sharp(Buffer.from(await small.arrayBuffer())).metadata();
    assert.deepEqual([width, height, exif], [320, 160, undefined]);
    const large = await sharp(Buffer.from(await (await made(id, 'large')).arrayBuffer())).metadata();
    assert.equal(large.width, 1600);
  });

  it('stand upright whichever way the camera was held', async () => {
    const id = await write('hochkant.jpg', await picture(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const { width, height } = await sharp(Buffer.from(await (await made(id)).arrayBuffer())).metadata();
    assert.deepEqual([width, height], [160, 320]);
  });

  it('of a text show its first page', async () => {
    const { node } = await put(fixture.files, fixture.anna, 'Vermerk.txt', 'Grüße & <b>\u0001\n'.repeat(100));
    const response = await made(node.id);
    if (response.status === 404) return; // no fonts on this machine
    const { channels } = await sharp(Buffer.from(await response.arrayBuffer())).stats();
    assert.ok((channels[0]?.min ?? 255) < 200, 'something is written on it');
  });

  it('of a PDF show its first page', needsPoppler, async () => {
    const response = await made(await write('Bescheid.pdf', Buffer.from(smallPdf)));
    assert.equal(response.status, 200);
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    assert.deepEqual([width, height], [320, 160]);
  });

  it('all pages of a PDF can be read, made as they are asked for', needsPoppler, async () => {
    const id = await write('Akte.pdf', pdfOf(Array.from({ length: 8 }, (_, page) => `Seite Nummer ${page + 1}`)));
    const { contents } = fixture.files;
    assert.equal(await contents.pages(fixture.anna, id), 'pending');
    const pages = await settled(() => contents.pages(fixture.anna, id));
    assert.deepEqual(pages, { count: 8, whole: true, pictures: true });
    const first = await settled(() => contents.page(fixture.anna, id, 1));
    assert.match(first?.words ?? '', /Seite Nummer 1\b/);
    const { width, height } = await sharp(first?.picture ?? assert.fail('no picture')).metadata();
    assert.deepEqual([width, height], [800, 1600]);
    const made = async () => (await fixture.db.query('select page from files.page order by page')).length;
    assert.ok((await made()) <= 6, 'no more than what is read next');
    assert.match((await settled(() => contents.page(fixture.anna, id, 8)))?.words ?? '', /Seite Nummer 8\b/);
    assert.equal(await contents.page(fixture.anna, id, 9), null);
    await assert.rejects(contents.page(fixture.bernd, id, 1), { code: 'files.node_not_found' });
  });

  it('all of a text, of every page of a fax, and of a picture its one', async () => {
    const { contents } = fixture.files;
    const text = await write('lang.txt', Buffer.from(Array.from({ length: 500 }, (_, at) => `Zeile ${at}`).join('\n')));
    const pages = await settled(() => contents.pages(fixture.anna, text));
    assert.deepEqual(pages, { count: 5, whole: true, pictures: false });
    const last = await settled(() => contents.page(fixture.anna, text, 5));
    assert.ok(last?.words?.endsWith('Zeile 499'));
    assert.equal(last?.picture, null);
    const fax = await write('Fax.tif', await threePages());
    assert.equal((await settled(() => contents.pages(fixture.anna, fax)))?.count, 3);
    const third = await settled(() => contents.page(fixture.anna, fax, 3));
    assert.equal((await sharp(third?.picture ?? assert.fail('no picture')).metadata()).width, 100);
    const broken = await write('kaputt.tif', Buffer.from('this is no picture'));
    assert.equal(await settled(() => contents.pages(fixture.anna, broken)), null);
    assert.equal(await contents.page(fixture.anna, broken, 1), null);
  });

  it('of what is broken or of another kind are not there', async () => {
    const broken = await made(await write('kaputt.png', Buffer.from('this is no picture')));
    assert.equal(broken.status, 404);
    assert.equal(((await broken.json()) as { code: string }).code, 'files.no_preview');
    assert.equal((await made(await write('programm.exe', Buffer.from('MZ')))).status, 404);
    const bomb = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>');
    assert.equal((await made(await write('bombe.svg', bomb))).status, 404);
  });

  it('are announced for what can have one', async () => {
    const list = await fixture.json<{ items: { name: string; hasPreview: boolean }[] }>(
      'GET',
      `/nodes/${(await fixture.json<{ id: number }>('GET', '/nodes/root')).id}/children`,
    );
    const flags = new Map(list.items.map((item) => [item.name, item.hasPreview]));
    assert.equal(flags.get('Bild.jpg'), true);
    assert.equal(flags.get('programm.exe'), false);
  });
});

async function settled<T>(ask: () => Promise<T | 'pending'>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask();
    if (answer !== 'pending') return answer;
    await delay(50);
  }
  throw new Error('nothing within 15 s');
}

function threePages(): Promise<Buffer> {
  const raw = { width: 100, height: 300, channels: 3, pageHeight: 100 } as const;
  return sharp(Buffer.alloc(100 * 300 * 3, 200), { raw })
    .tiff()
    .toBuffer();
}

function installed(program: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const smallPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]>>endobj
trailer<</Root 1 0 R>>
`;
