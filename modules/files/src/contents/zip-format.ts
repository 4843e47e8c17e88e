import { crc32 } from 'node:zlib';

/** One entry of a zip; a folder's path ends in '/' and has no bytes. */
export interface ZipEntry {
  /** With '/' between names, relative, without '..'. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Must be what `bytes` yields. */
  readonly size: number;
  /** Asked for when the entry's turn comes. */
  bytes(): AsyncIterable<Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly mtime: number;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

const storedVersion = 20;
const zip64Version = 45;
/** Sizes and CRC follow the bytes (bit 3); the name is UTF-8 (bit 11). */
const flags = 0x0808;
const most32 = 0xffff_ffff;
const most16 = 0xffff;

/**
 * A zip of entries stored as they are, while they are read (APPNOTE.TXT 6.3, with ZIP64 where something is 4 GiB or
 * more). A source that yields another length than announced is an error: the reader must not take it for whole.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Written[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.path);
    const header = localHeader(name, entry);
    yield header;
    let [size, crc] = [0, 0];
    for await (const bytes of entry.bytes()) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
    if (size !== entry.size) throw new Error('a zip entry has another length than announced');
    const descriptor = dataDescriptor(crc, size);
    yield descriptor;
    directory.push({ name, mtime: entry.mtime, size, crc, offset });
    offset += header.length + size + descriptor.length;
  }
  yield* endOf(directory, offset);
}

function localHeader(name: Buffer, { mtime, size }: ZipEntry): Buffer {
  const large = size >= most32;
  const extra = Buffer.concat([timeExtra(mtime), large ? zip64Extra([0, 0]) : Buffer.alloc(0)]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(large ? zip64Version : storedVersion, 4);
  header.writeUInt16LE(flags, 6);
  writeDosTime(header, 10, mtime);
  if (large) {
    header.writeUInt32LE(most32, 18);
    header.writeUInt32LE(most32, 22);
  }
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function dataDescriptor(crc: number, size: number): Buffer {
  const large = size >= most32;
  const descriptor = Buffer.alloc(large ? 24 : 16);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (large) {
    descriptor.writeBigUInt64LE(BigInt(size), 8);
    descriptor.writeBigUInt64LE(BigInt(size), 16);
  } else {
    descriptor.writeUInt32LE(size, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return descriptor;
}

function* endOf(directory: readonly Written[], start: number): Generator<Buffer> {
  let size = 0;
  for (const entry of directory) {
    const header = directoryHeader(entry);
    size += header.length;
    yield header;
  }
  const count = directory.length;
  if (count >= most16 || start >= most32 || size >= most32) yield zip64End(count, size, start);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(size, most32), 12);
  end.writeUInt32LE(Math.min(start, most32), 16);
  yield end;
}

function directoryHeader({ name, mtime, size, crc, offset }: Written): Buffer {
  const large = [...(size >= most32 ? [size, size] : []), ...(offset >= most32 ? [offset] : [])];
  const extra = Buffer.concat([timeExtra(mtime), large.length > 0 ? zip64Extra(large) : Buffer.alloc(0)]);
  const isFolder = name.at(-1) === 0x2f;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE((3 << 8) | zip64Version, 4); // made on Unix: names and modes are its
  header.writeUInt16LE(large.length > 0 ? zip64Version : storedVersion, 6);
  header.writeUInt16LE(flags, 8);
  writeDosTime(header, 12, mtime);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(size, most32), 20);
  header.writeUInt32LE(Math.min(size, most32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((((isFolder ? 0o040755 : 0o100644) << 16) | (isFolder ? 0x10 : 0)) >>> 0, 38);
  header.writeUInt32LE(Math.min(offset, most32), 42);
  return Buffer.concat([header, name, extra]);
}

/** The end of a large directory, and where that end is (4.3.14, 4.3.15). */
function zip64End(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE((3 << 8) | zip64Version, 12);
  end.writeUInt16LE(zip64Version, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(start + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return extra;
}

/** Info-ZIP's extended timestamp: UTC, where the old field knows no zone. */
function timeExtra(mtime: number): Buffer {
  const seconds = Math.floor(mtime / 1000);
  if (seconds < -0x8000_0000 || seconds > 0x7fff_ffff) return Buffer.alloc(0);
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt8(1, 4);
  extra.writeInt32LE(seconds, 5);
  return extra;
}

/** Two seconds' steps from 1980 to 2107. */
function writeDosTime(buffer: Buffer, at: number, mtime: number): void {
  const time = new Date(Math.min(Math.max(mtime, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)));
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  buffer.writeUInt16LE(clock, at);
  buffer.writeUInt16LE(day, at + 2);
}
