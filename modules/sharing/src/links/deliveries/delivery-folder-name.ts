const longest = 80;

/** '2026-11-23 Müller GmbH': by day, and without what one of the usual systems cannot have in a name. */
export function deliveryFolderName(sender: string, at: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
  const plain = sender
    .replace(/[\p{C}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = [...plain]
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '');
  return short === '' ? day : `${day} ${short}`;
}
