import type { Card } from './card.ts';
import { foldLine, writeLine } from './content-line.ts';

/** With CRLF, folded after 75 bytes, VERSION first (RFC 6350, section 6.7.9). */
export function writeCard({ version, properties }: Card): string {
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    ...properties.map((each) => foldLine(writeLine(each))),
    'END:VCARD',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** One file of many cards, as every program reads it. */
export function writeCards(cards: readonly Card[]): string {
  return cards.map(writeCard).join('');
}
