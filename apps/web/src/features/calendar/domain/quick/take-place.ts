import { words, type QuickText } from './text.ts';

const rooms =
  '(?:besprechungs|sitzungs|konferenz|schulungs|video)?(?:raum|räume|zimmer|saal)|festsaal|büro|haus|gebäude|kantine|(?:meeting |conference )?room|hall|building|office';

/** Where: "in Raum 204", "im Sitzungssaal", "@ Kantine", "Ort: Erfurt". */
export function takePlace(text: QuickText): string {
  return (
    text.take('place', /(?<![\p{L}\d])(?:ort|place|location|where|wo):\s*([^,;]+)/iu, ([, place]) => trimmed(place)) ??
    text.take('place', /(?<!\S)@\s*(?!\d)([^\s,;]+(?:\s+\d+\S*)?)/u, ([, place]) => trimmed(place)) ??
    text.take(
      'place',
      words(
        `(?:in|im|at|bei)\\s+(?:the\\s+|dem\\s+|der\\s+)?((?:\\p{Lu}\\S*\\s+)?(?:${rooms})(?:\\s+(?:[\\dA-Z][\\p{L}\\d.-]*|\\p{Lu}[\\p{L}\\d-]+))?)`,
      ),
      ([, place]) => trimmed(place),
    ) ??
    text.take('place', /(?<![\p{L}\d])(?:in|at)\s+(\p{Lu}\p{L}+(?:-\p{L}+)?)(?=\s*$)/u, ([, place]) =>
      trimmed(place),
    ) ??
    ''
  );
}

const trimmed = (text: string | undefined): string | null => {
  const place = (text ?? '').trim();
  return place === '' ? null : place;
};

const name = '\\p{Lu}[\\p{L}’.-]*(?:\\s+(?:von\\s+|van\\s+|de\\s+)?\\p{Lu}[\\p{L}’-]*)*';

/** With whom: names after "mit", "with". */
export function takePeople(text: QuickText): string[] {
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])(?:mit|with|w/)\\s+(${name}(?:\\s*(?:,|und|and|&|sowie)\\s*${name})*)`,
    'u',
  );
  const found = text.take('people', pattern, ([, names]) =>
    (names ?? '').split(/\s*(?:,|&|(?<=\s)(?:und|and|sowie)(?=\s))\s*/u),
  );
  return (found ?? []).map((one) => one.trim()).filter((one) => one !== '');
}
