/** RFC 6350, section 3.4: what stands for a backslash, a comma, a semicolon and a line break within a value. */
export function escapeText(text: string): string {
  return text.replace(/[\\,;]/g, String.raw`\$&`).replace(/\r\n|\r|\n/g, String.raw`\n`);
}

export function unescapeText(value: string): string {
  return value.replace(/\\(.)/gs, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));
}

/** Splits at a separator that no backslash stands before. */
function split(value: string, separator: string, most = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length && parts.length + 1 < most; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/** `work,travel` -> two words. */
export function textList(value: string): string[] {
  return split(value, ',')
    .map((each) => unescapeText(each).trim())
    .filter((each) => each !== '');
}

/** No name has more; what is written beyond stays with the last. */
const mostParts = 200;

/** `Public;John;Quinlan,Paul;Mr.;Esq.` -> each component with all that stands in it. */
export function structured(value: string): string[] {
  return split(value, ';', mostParts).map((component) =>
    split(component, ',', mostParts).map(unescapeText).join(', ').replace(/ {2,}/g, ' '),
  );
}

export function writeStructured(components: readonly string[]): string {
  return components.map(escapeText).join(';');
}

export function writeList(words: readonly string[]): string {
  return words.map(escapeText).join(',');
}
