const day = 24 * 60 * 60 * 1000;

/** A tus body is made durable and counted in pieces of this size: what a crash can cost the client. */
export const segmentSize = 64 * 1024 * 1024;

/** Unfinished uploads a person. */
export const uploadLimit = 1_000;

/** Chunks of one upload: Nextcloud's clients name theirs 1 to 10000, others by offsets. */
export const chunkLimit = 10_000;

/** Since the last byte came. */
export const unfinishedLife = 7 * day;

/** A finished upload answers for a while where its file is, to clients that missed the answer. */
export const finishedLife = day;
