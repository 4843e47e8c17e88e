import { connect, type Socket } from 'node:net';

/** Where clamd listens: a socket's path, or a port. */
export type ScanAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** clamd was not there, broke off or did not answer in time. */
export class ClamdAway extends Error {
  override readonly name = 'ClamdAway';
}

const connectMs = 5_000;
/** Without a byte taken, and for a short command's answer. */
const idleMs = 60_000;
/** From the last byte to the verdict: archives are unpacked only then. */
const verdictMs = 15 * 60_000;
const longestReply = 64 * 1024;
/** clamd reads a chunk whole before it goes on. */
const chunkBytes = 256 * 1024;

/** One command, one connection: what clamd answers, without its end mark. Throws ClamdAway. */
export async function command(address: ScanAddress, name: 'PING' | 'VERSION'): Promise<string> {
  return talk(address, async (socket) => {
    socket.setTimeout(connectMs);
    socket.write(`z${name}\0`);
  });
}

/** INSTREAM: what clamd answers to these bytes. Throws ClamdAway, and what the source throws. */
export async function stream(
  address: ScanAddress,
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<string> {
  return talk(address, async (socket, answered) => {
    socket.write('zINSTREAM\0');
    for await (const bytes of source) {
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        signal?.throwIfAborted();
        // it has made up its mind: the rest is of no interest
        if (answered() || socket.destroyed) return;
        await send(socket, bytes.subarray(at, at + chunkBytes));
      }
    }
    const end = Buffer.alloc(4);
    socket.setTimeout(verdictMs);
    socket.write(end);
  });
}

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  socket.cork();
  socket.write(length);
  const room = socket.write(bytes);
  socket.uncork();
  if (!room && !socket.destroyed) await drained(socket);
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

async function talk(
  address: ScanAddress,
  say: (socket: Socket, answered: () => boolean) => Promise<void>,
): Promise<string> {
  const socket = connect(address);
  socket.setTimeout(connectMs);
  socket.once('connect', () => socket.setTimeout(idleMs));
  let reply = '';
  const answered = () => reply.includes('\0');
  const heard = new Promise<string>((resolve, reject) => {
    const over = (error?: Error) => {
      // an answer that came before the connection broke is an answer
      if (answered()) resolve(reply.slice(0, reply.indexOf('\0')));
      else reject(new ClamdAway(error?.message ?? 'clamd ended the connection without an answer'));
    };
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      reply += text;
      if (reply.length > longestReply) socket.destroy(new Error('clamd answers without end'));
      else if (answered()) over();
    });
    socket.once('error', over);
    socket.once('close', () => over());
    socket.once('timeout', () => socket.destroy(new Error('clamd does not answer')));
  });
  heard.catch(() => {});
  try {
    await Promise.race([say(socket, answered), heard]);
    return await heard;
  } finally {
    socket.destroy();
  }
}
