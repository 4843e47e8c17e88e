/** A hash with all that is needed to check a password against it: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
export interface PhcString {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const pattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

export function formatPhc(phc: PhcString): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const cost = `m=${phc.memoryKiB},t=${phc.passes},p=${phc.parallelism}`;
  return `$argon2id$v=19$${cost}$${base64(phc.salt)}$${base64(phc.hash)}`;
}

/** Undefined where the text is no argon2id hash of version 19. */
export function parsePhc(text: string): PhcString | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, memory, passes, parallelism, salt, hash] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    memoryKiB: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
