const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five characters that nobody mixes up (100 bits). */
export function makePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  const text = Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
  // one in some hundreds has no digit: the rules ask for three kinds of characters
  if (!/\d/.test(text) || !/[a-z]/.test(text)) return makePassword();
  return (text.match(/.{5}/g) ?? []).join('-');
}
