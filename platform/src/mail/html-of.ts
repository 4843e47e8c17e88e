/** The same text as a plain page: paragraphs, line breaks and links; nothing is loaded from anywhere. */
export function htmlOf(subject: string, text: string, language: string): string {
  const paragraphs = text
    .trim()
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((paragraph) => `<p>${linked(paragraph).replaceAll(/\r?\n/g, '<br>\n')}</p>`);
  return `<!doctype html>
<html lang="${escape(language)}">
<head><meta charset="utf-8"><title>${escape(subject)}</title></head>
<body style="font-family: sans-serif; font-size: 1rem; line-height: 1.5">
${paragraphs.join('\n')}
</body>
</html>
`;
}

/** What ends a sentence is no part of an address. */
const link = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)'\]]/g;

function linked(text: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(link)) {
    const address = escape(match[0]);
    html += `${escape(text.slice(end, match.index))}<a href="${address}">${address}</a>`;
    end = match.index + match[0].length;
  }
  return html + escape(text.slice(end));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
