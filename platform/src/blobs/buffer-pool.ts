/** Large enough for few system calls, small enough to stay in the processor's cache. */
export const transferSize = 256 * 1024;

const kept: Buffer[] = [];
const most = 32;

/** New memory costs more than reading a file into it: the kernel clears each page first. */
export function takeBuffer(): Buffer {
  return kept.pop() ?? Buffer.allocUnsafeSlow(transferSize);
}

/** Only for a buffer that nothing looks at any more. */
export function giveBuffer(buffer: Buffer): void {
  if (kept.length < most) kept.push(buffer);
}
