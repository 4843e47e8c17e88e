const pieceLength = 32_768;

/**
 * One JSON object, indented, in pieces worth sending. A section that is an AsyncIterable becomes an array whose items are
 * written as they come, so that the whole never lies in memory.
 */
export async function* jsonDocument(sections: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let piece = '{';
  let first = true;
  for (const [name, value] of Object.entries(sections)) {
    piece += `${first ? '' : ','}\n  ${JSON.stringify(name)}: `;
    first = false;
    if (!isAsyncIterable(value)) {
      piece += indented(value, '  ');
      continue;
    }
    let items = 0;
    piece += '[';
    for await (const item of value) {
      piece += `${items === 0 ? '' : ','}\n    ${indented(item, '    ')}`;
      items += 1;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    piece += items === 0 ? ']' : '\n  ]';
  }
  yield `${piece}\n}\n`;
}

function indented(value: unknown, by: string): string {
  return JSON.stringify(value ?? null, null, 2).replaceAll('\n', `\n${by}`);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
