import type { Bad } from './refusal.ts';

const uploads = '/api/v1/uploads';
const tus = { 'tus-resumable': '1.0.0' };
const bytes = { ...tus, 'content-type': 'application/offset+octet-stream' };
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

function create(why: string, headers: Record<string, string>, body?: string): Bad {
  return {
    why,
    method: 'POST',
    path: uploads,
    headers: { ...tus, ...headers },
    ...(body === undefined ? {} : { body }),
  };
}

function named(why: string, metadata: string): Bad {
  return create(why, { 'upload-length': '5', 'upload-metadata': metadata });
}

/** `upload`: one of 10 bytes of which 5 are there; `partial`: one of 10 with nothing yet. */
export function badTus(upload: string, partial: string, folder: number): Bad[] {
  const at = `${uploads}/${upload}`;
  const patch = (why: string, headers: Record<string, string>, body: string, status?: number): Bad => ({
    why,
    method: 'PATCH',
    path: at,
    headers: { ...bytes, ...headers },
    body,
    ...(status === undefined ? {} : { status }),
  });
  const file = `filename ${base64('x.txt')}`;
  const unknown = '00000000-0000-4000-8000-000000000000';
  return [
    { why: 'another protocol', method: 'POST', path: uploads, headers: { 'upload-length': '1' }, status: 412 },
    {
      why: 'another version',
      method: 'POST',
      path: uploads,
      headers: { 'tus-resumable': '0.2.0', 'upload-length': '1' },
      status: 412,
    },
    ...['-1', '1.5', '1e3', '0x10', '', 'abc', '9007199254740993', '99999999999999999999', '1, 1'].map((length) =>
      create(`a length of ${length}`, { 'upload-length': length, 'upload-metadata': file }),
    ),
    create('a length later', { 'upload-defer-length': '1', 'upload-metadata': file }),
    create('no length', { 'upload-metadata': file }),
    create('no metadata', { 'upload-length': '5' }),
    create('more than announced', { ...bytes, 'upload-length': '2', 'upload-metadata': file }, 'hello'),
    named('no base64', 'filename !!!'),
    named('no name', `mtime ${base64('1')}`),
    named('an empty name', 'filename'),
    named('a key twice', `${file},${file}`),
    named('a value too many', `${file} eA==`),
    ...['..', '.', 'a/b', '\0', 'a\0b', 'a\nb', 'x'.repeat(256), '😀'.repeat(64)].map((name) =>
      named(`the name ${JSON.stringify(name.slice(0, 20))}`, `filename ${base64(name)}`),
    ),
    named('a name in bad UTF-8', `filename ${base64(Buffer.from([0xff, 0xfe, 0x41]))}`),
    ...['../x', 'a/../x', '/x', 'a//x', 'a/', 'a/\0', `${'a/'.repeat(64)}x`].map((path) =>
      named(`the path ${JSON.stringify(path.slice(0, 20))}`, `${file},relativePath ${base64(path)}`),
    ),
    ...['0', '-1', '1.5', '1e3', 'abc', '9007199254740993', '999999999'].map((id) =>
      named(`the parent ${id}`, `${file},parentId ${base64(id)}`),
    ),
    ...['1e400', 'now', '1.5', '9007199254740991', '-9007199254740991'].map((time) =>
      named(`the time ${time}`, `${file},mtime ${base64(time)}`),
    ),
    named('a checksum that is none', `${file},sha256 ${base64('xyz')}`),
    named('a way that is none', `${file},onConflict ${base64('overwrite')}`),
    named('a type with NUL', `${file},filetype ${base64('text/\0plain')}`),
    named('a type that is two headers', `${file},filetype ${base64('text/plain\r\nx: y')}`),
    named(
      'a name taken',
      `filename ${base64('file.txt')},parentId ${base64(String(folder))},onConflict ${base64('fail')}`,
    ),
    ...[
      'nonsense',
      'final;',
      'final; ;',
      'final;http://127.0.0.1:1/x',
      `final;${uploads}/${unknown}`,
      `final;${at}`,
      `final;${uploads}/${partial}`,
      `final;${`${uploads}/${unknown} `.repeat(400)}`,
    ].map((concat) => create(`joins ${concat.slice(0, 40)}`, { 'upload-concat': concat, 'upload-metadata': file })),
    patch('an offset behind', { 'upload-offset': '0' }, 'hello', 409),
    patch('an offset ahead', { 'upload-offset': '7' }, 'hel', 409),
    patch('a negative offset', { 'upload-offset': '-5' }, 'hello', 400),
    patch('half an offset', { 'upload-offset': '5.5' }, 'hello', 400),
    patch('an offset without end', { 'upload-offset': '99999999999999999999' }, 'hello', 400),
    patch('no offset', {}, 'hello', 400),
    patch('beyond its end', { 'upload-offset': '5' }, 'hello hello', 400),
    patch('another type', { 'upload-offset': '5', 'content-type': 'text/plain' }, 'hello', 415),
    patch(
      'a wrong checksum',
      { 'upload-offset': '5', 'upload-checksum': `sha1 ${base64(Buffer.alloc(20))}` },
      'hello',
      460,
    ),
    patch('a checksum that is none', { 'upload-offset': '5', 'upload-checksum': 'sha1' }, 'hello', 400),
    patch('an algorithm that is none', { 'upload-offset': '5', 'upload-checksum': 'crc32 AAAA' }, 'hello', 400),
    patch(
      'a prototype for an algorithm',
      { 'upload-offset': '5', 'upload-checksum': 'constructor AAAA' },
      'hello',
      400,
    ),
    { ...patch('unknown', { 'upload-offset': '0' }, 'x', 404), path: `${uploads}/${unknown}` },
    { why: 'no id', method: 'DELETE', path: `${uploads}/nonsense`, headers: tus, status: 404 },
    { why: 'unknown', method: 'DELETE', path: `${uploads}/${unknown}`, headers: tus, status: 404 },
    {
      why: 'another method',
      method: 'POST',
      path: at,
      headers: { ...tus, 'x-http-method-override': 'TRACE' },
      status: 405,
    },
  ];
}

/** `folder` is an upload that has the chunks 1 and 3. */
export function badChunks(root: string, folder: string): Bad[] {
  const own = '/remote.php/dav/uploads/anna';
  const finish = (why: string, headers: Record<string, string>, status?: number): Bad => ({
    why,
    method: 'MOVE',
    path: `${own}/${folder}/.file`,
    headers: { destination: `${root}/from-chunks.bin`, ...headers },
    ...(status === undefined ? {} : { status }),
  });
  return [
    ...['abc', '-1', '1.5', '1e3', '99999999999999999999', '1-', '.hidden', '%00', 'a%2fb'].map((name): Bad => ({
      why: 'a chunk that is no number',
      method: 'PUT',
      path: `${own}/${folder}/${name}`,
      body: 'x',
      status: 400,
    })),
    { why: 'the file itself', method: 'PUT', path: `${own}/${folder}/.file`, body: 'x', status: 405 },
    { why: 'below a chunk', method: 'PUT', path: `${own}/${folder}/1/2`, body: 'x', status: 404 },
    { why: 'an upload that is none', method: 'PUT', path: `${own}/none/1`, body: 'x', status: 404 },
    {
      why: 'a wrong checksum',
      method: 'PUT',
      path: `${own}/${folder}/2`,
      headers: { 'oc-checksum': `MD5:${'0'.repeat(32)}` },
      body: 'x',
      status: 400,
    },
    { why: 'there already', method: 'MKCOL', path: `${own}/${folder}` },
    {
      why: 'a negative total',
      method: 'MKCOL',
      path: `${own}/other`,
      headers: { 'oc-total-length': '-1' },
      status: 400,
    },
    {
      why: 'a total beyond numbers',
      method: 'MKCOL',
      path: `${own}/other`,
      headers: { 'oc-total-length': '99999999999999999999' },
      status: 400,
    },
    { why: 'a name too long', method: 'MKCOL', path: `${own}/${'x'.repeat(5_000)}` },
    finish('a chunk missing', {}, 400),
    finish('too small a total', { 'oc-total-length': '9' }, 400),
    finish('too large a total', { 'oc-total-length': '11' }, 400),
    finish('a total that is none', { 'oc-total-length': '1e1' }, 400),
    finish('a time that is none', { 'oc-total-length': '10', 'x-oc-mtime': 'x' }, 400),
    finish('no destination', { destination: '' }, 400),
    finish('a destination without a folder', { 'oc-total-length': '10', destination: `${root}/no/x` }, 409),
    finish('a folder as destination', { 'oc-total-length': '10', destination: `${root}/folder` }),
    finish('the root as destination', { 'oc-total-length': '10', destination: `${root}/` }),
    finish('another person', { 'oc-total-length': '10', destination: '/remote.php/dav/files/bernd/x' }),
    finish('another state', { 'oc-total-length': '10', 'if-match': '"x"' }, 412),
    {
      why: 'an upload that is none',
      method: 'MOVE',
      path: `${own}/none/.file`,
      headers: { destination: `${root}/x` },
      status: 404,
    },
    { why: 'an upload that is none', method: 'DELETE', path: `${own}/none`, status: 404 },
  ];
}

const multipart = { 'content-type': 'multipart/related; boundary=b' };

function part(headers: readonly string[], content: string): string {
  return `--b\r\n${headers.join('\r\n')}\r\n\r\n${content}\r\n`;
}

/** Bulk uploads whose form is broken before or in their first part. */
export function badBulks(): Bad[] {
  const path = '/remote.php/dav/bulk';
  const name = 'X-File-Path: /bulk.txt';
  const bodies: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no boundary', 'hello'],
    ['another boundary', '--c\r\n\r\n'],
    ['no end', '--b\r\n'],
    ['headers without end', `--b\r\n${'X: y\r\n'.repeat(10_000)}`],
    ['a header that is none', part(['nonsense'], 'hello')],
    ['no length', part([name], 'hello')],
    ['no path', part(['Content-Length: 5'], 'hello')],
    ['a negative length', part([name, 'Content-Length: -5'], 'hello')],
    ['a length without end', part([name, 'Content-Length: 1e400'], 'hello')],
    ['a length that is no number', part([name, 'Content-Length: five'], 'hello')],
    ['fewer bytes than announced', part([name, 'Content-Length: 500'], 'hello')],
    ['many fewer bytes than announced', part([name, 'Content-Length: 500000000'], 'hello')],
  ];
  return [
    {
      why: 'another type',
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: '{}',
      status: 400,
    },
    {
      why: 'no boundary announced',
      method: 'POST',
      path,
      headers: { 'content-type': 'multipart/related' },
      body: '',
      status: 400,
    },
    ...bodies.map(([why, body]): Bad => ({ why, method: 'POST', path, headers: multipart, body, status: 400 })),
  ];
}

export { multipart, part };
