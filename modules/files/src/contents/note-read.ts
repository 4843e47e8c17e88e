import type { Readable } from 'node:stream';
import type { LinkActor, PersonActor } from '@landescloud/kernel';
import type { Visitor } from '../access.ts';
import { bytesTaken } from './read-parts.ts';

/** That somebody was given a piece of a content: `length` bytes from `start` on. */
export interface ContentRead {
  readonly nodeId: number;
  readonly contentId: number;
  readonly size: number;
  readonly start: number;
  readonly length: number;
}

/** Called for every piece of every download: it must cost next to nothing, and not throw. */
export type NoteRead = (reader: PersonActor | LinkActor, read: ContentRead) => void;

/** Notes what goes out, and of a stream when it is over how far it came. */
export function notingReads(
  note: NoteRead,
  reader: Visitor,
  content: Pick<ContentRead, 'nodeId' | 'contentId' | 'size'>,
): { all(start: number, length: number): void; stream(start: number, length: number, stream: Readable): Readable } {
  const all = (start: number, length: number): void => {
    if (reader.kind !== 'system') note(reader, { ...content, start, length });
  };
  return {
    all,
    stream: (start, length, stream) =>
      stream.once('close', () => all(start, stream.readableEnded ? length : Math.min(length, bytesTaken(stream)))),
  };
}
