import { quotaExceeded } from '../errors.ts';

/** A body that did not say its length must not fill the disk before it is refused. `room`: null without limit. */
export function withinRoom(source: AsyncIterable<Uint8Array>, room: number | null): AsyncIterable<Uint8Array> {
  return room === null ? source : cutOff(source, room);
}

async function* cutOff(source: AsyncIterable<Uint8Array>, room: number): AsyncGenerator<Uint8Array> {
  let came = 0;
  for await (const bytes of source) {
    came += bytes.length;
    if (came > room) throw quotaExceeded(room);
    yield bytes;
  }
}
