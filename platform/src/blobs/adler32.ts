const modulus = 65_521;
/** As many bytes as can be added before the sums leave 32 bits (RFC 1950 section 9). */
const stride = 3_800;

/** A running Adler-32 (RFC 1950 section 8.2), which ownCloud-style clients may announce. */
export class Adler32 {
  #low = 1;
  #high = 0;

  update(bytes: Uint8Array): void {
    let low = this.#low;
    let high = this.#high;
    for (let from = 0; from < bytes.length; from += stride) {
      const to = Math.min(from + stride, bytes.length);
      for (let at = from; at < to; at++) {
        low += bytes[at] as number;
        high += low;
      }
      low %= modulus;
      high %= modulus;
    }
    this.#low = low;
    this.#high = high;
  }

  /** Eight lower-case hex digits. */
  hex(): string {
    return (((this.#high << 16) | this.#low) >>> 0).toString(16).padStart(8, '0');
  }
}
