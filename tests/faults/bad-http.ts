/** Requests that are no HTTP or lie about their length; `who` is the line that signs in. */
export function badHttp(root: string, who: string): Readonly<Record<string, string>> {
  const put = (headers: string, body = 'changed'): string =>
    `PUT ${root}/file.txt HTTP/1.1\r\nHost: x\r\n${who}\r\n${headers}\r\n\r\n${body}`;
  const post = (headers: string, body = '{"name":"raw"}'): string =>
    `POST /api/v1/nodes/1/folders HTTP/1.1\r\nHost: x\r\n${who}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
  return {
    'a negative length': put('Content-Length: -1'),
    'a length with a sign': put('Content-Length: +7'),
    'a length in hexadecimal': put('Content-Length: 0x7'),
    'a length with an exponent': put('Content-Length: 7e0'),
    'an empty length': put('Content-Length:'),
    'a length beyond 64 bits': put('Content-Length: 99999999999999999999'),
    'a length just beyond what is a whole number': put('Content-Length: 9007199254740993'),
    'a length and another': put('Content-Length: 7\r\nContent-Length: 3'),
    'two lengths in one': put('Content-Length: 7, 7'),
    'a length and chunks': put('Content-Length: 7\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
    'chunks and a length': put('Transfer-Encoding: chunked\r\nContent-Length: 7', '0\r\n\r\n'),
    'an encoding that is none': put('Transfer-Encoding: nonsense'),
    'chunks twice': put('Transfer-Encoding: chunked, chunked', '0\r\n\r\n'),
    'chunks, then something': put('Transfer-Encoding: chunked, gzip', '0\r\n\r\n'),
    'a chunk that is no number': put('Transfer-Encoding: chunked', 'zz\r\nx\r\n0\r\n\r\n'),
    'a negative chunk': put('Transfer-Encoding: chunked', '-1\r\nx\r\n0\r\n\r\n'),
    'a chunk beyond 64 bits': put('Transfer-Encoding: chunked', `${'f'.repeat(17)}\r\nx`),
    'a chunk longer than said': put('Transfer-Encoding: chunked', '1\r\nchanged\r\n0\r\n\r\n'),
    'JSON with a negative length': post('Content-Length: -1'),
    'JSON beyond what is taken': post('Content-Length: 99999999999'),
    'a header with NUL': put('X: a\0b\r\nContent-Length: 7'),
    'a header that goes on': put('X: a\r\n b\r\nContent-Length: 7\r\n : 3'),
    'a header with a space before the colon': put('Content-Length : 7'),
    'a header without a name': put(': x\r\nContent-Length: 7'),
    'headers of a megabyte': put(`${`X: ${'x'.repeat(1000)}\r\n`.repeat(1000)}Content-Length: 7`),
    'an address of a megabyte': `GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: x\r\n${who}\r\n\r\n`,
    'no host': `GET ${root}/file.txt HTTP/1.1\r\n${who}\r\n\r\n`,
    'a version that is none': `GET ${root}/file.txt HTTP/9.9\r\nHost: x\r\n${who}\r\n\r\n`,
    'a method that is none': `SMASH ${root}/file.txt HTTP/1.1\r\nHost: x\r\n${who}\r\n\r\n`,
    'an address with bytes beyond ASCII': `GET ${root}/\xc3\x28\x00 HTTP/1.1\r\nHost: x\r\n${who}\r\n\r\n`,
    'no address': `GET\r\n\r\n`,
    'no HTTP': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  };
}
