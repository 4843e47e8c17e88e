const lettersAtMost = 6_000;
const linesAtMost = 120;

/** A text in pieces that a browser shows at once, cut between lines where lines are not longer than a page. */
export function pagesOfText(source: Buffer): string[] {
  const pages: string[] = [];
  let page = '';
  let lines = 0;
  const end = () => {
    pages.push(page);
    page = '';
    lines = 0;
  };
  for (const line of decodeText(source).split(/(?<=\n)/)) {
    if (lines === linesAtMost || (lines > 0 && page.length + line.length > lettersAtMost)) end();
    page += line;
    lines += 1;
    while (page.length > lettersAtMost) {
      const rest = page.slice(lettersAtMost);
      page = page.slice(0, lettersAtMost);
      end();
      page = rest;
      lines = 1;
    }
  }
  if (page !== '') end();
  return pages;
}

/** By its mark; else UTF-8 where it is that, else as Windows writes German. */
export function decodeText(source: Buffer): string {
  const mark = source.subarray(0, 2).toString('latin1');
  if (mark === '\xff\xfe') return new TextDecoder('utf-16le').decode(source);
  if (mark === '\xfe\xff') return new TextDecoder('utf-16be').decode(source);
  try {
    // what was cut off at the end is no mistake
    return new TextDecoder('utf-8', { fatal: true }).decode(source, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(source);
  }
}
