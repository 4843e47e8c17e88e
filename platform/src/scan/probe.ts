import { crc32 } from 'node:zlib';

/**
 * The EICAR test file, which every scanner takes for malware though it is none; in pieces, so that no scanner takes
 * this file for it.
 */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE', '!$H+H*'].join(''),
);

const zeros = Buffer.alloc(1024 * 1024);

/**
 * A zip of exactly `size` bytes with the EICAR file behind everything else: who finds it has looked at the whole. It
 * tells clamd's silent limits (MaxFileSize: what is larger counts as clean without a look) from its loud ones.
 */
export async function* probeOf(size: number): AsyncGenerator<Buffer> {
  const tail = zipTail(eicar);
  const padding = size - tail.frame;
  if (padding < 0) throw new RangeError('too small for a probe');
  let crc = 0;
  for (let left = padding; left > 0; left -= zeros.length) crc = crc32(zeros.subarray(0, left), crc);
  const { head, rest } = tail.around(padding, crc);
  yield head;
  for (let left = padding; left > 0; left -= zeros.length) yield zeros.subarray(0, left);
  yield rest;
}

/** Two stored entries: 'a' with padding, 'b' with the content. */
function zipTail(content: Buffer) {
  const frame = 2 * (30 + 1) + content.length + 2 * (46 + 1) + 22;
  return {
    frame,
    around(padding: number, crc: number) {
      const second = 31 + padding;
      const directory = second + 31 + content.length;
      const contentCrc = crc32(content);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(2, 8);
      end.writeUInt16LE(2, 10);
      end.writeUInt32LE(2 * 47, 12);
      end.writeUInt32LE(directory, 16);
      return {
        head: localHeader('a', padding, crc),
        rest: Buffer.concat([
          localHeader('b', content.length, contentCrc),
          content,
          entry('a', padding, crc, 0),
          entry('b', content.length, contentCrc, second),
          end,
        ]),
      };
    },
  };
}

function localHeader(name: string, size: number, crc: number): Buffer {
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(10, 4);
  sizes(header, 14, size, crc);
  header.writeUInt16LE(name.length, 26);
  header.write(name, 30);
  return header;
}

function entry(name: string, size: number, crc: number, offset: number): Buffer {
  const header = Buffer.alloc(46 + name.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(10, 4);
  header.writeUInt16LE(10, 6);
  sizes(header, 16, size, crc);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  header.write(name, 46);
  return header;
}

function sizes(header: Buffer, at: number, size: number, crc: number): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(size, at + 4);
  header.writeUInt32LE(size, at + 8);
}

/** Archives in each other, deeper than any clamd is told to look: who says nothing keeps silent about its limits. */
export function nest(depth: number): Buffer {
  let inner: Buffer = eicar;
  for (let at = 0; at < depth; at++) inner = zipOfOne(inner);
  return inner;
}

function zipOfOne(content: Buffer): Buffer {
  const { head, rest } = zipTail(content).around(0, 0);
  return Buffer.concat([head, rest]);
}
