/** A small PDF with a line of text on each page; without a table of its objects, which readers make anew. */
export function pdfOf(pages: readonly string[]): Buffer {
  const kids = pages.map((_, at) => `${10 + at * 2} 0 R`).join(' ');
  const objects = pages.map((text, at) => {
    const content = `BT /F1 18 Tf 20 340 Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`;
    return `${10 + at * 2} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 400]/Contents ${11 + at * 2} 0 R/Resources<</Font<</F1 3 0 R>>>>>>endobj
${11 + at * 2} 0 obj<</Length ${content.length}>>stream
${content}
endstream endobj`;
  });
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj
3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
${objects.join('\n')}
trailer<</Root 1 0 R>>
`);
}
