import { DavError } from '@landescloud/platform/dav';
import { textOf, type XmlElement } from '@landescloud/webdav-xml';
import { caldav } from './namespaces.ts';

/** RFC 4790, 5051: what may be named in a text-match. */
export const collations = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap'] as const;

export type TextTest = (text: string) => boolean;

/** CALDAV:text-match (RFC 4791 section 9.7.5): a substring, or as `match-type` says. */
export function textTest(element: XmlElement): TextTest {
  const attribute = (name: string): string | undefined => element.attributes.find((each) => each.name === name)?.value;
  const collation = attribute('collation') ?? 'i;ascii-casemap';
  const fold = folds.get(collation === 'default' ? 'i;ascii-casemap' : collation);
  if (fold === undefined)
    throw new DavError(403, 'calendar.collation_unknown', 'This collation is not known.', {
      condition: caldav('supported-collation'),
    });
  const wanted = fold(textOf(element));
  const negated = attribute('negate-condition') === 'yes';
  const type = attribute('match-type') ?? 'contains';
  return (text) => {
    const own = fold(text);
    const matches =
      type === 'equals'
        ? own === wanted
        : type === 'starts-with'
          ? own.startsWith(wanted)
          : type === 'ends-with'
            ? own.endsWith(wanted)
            : own.includes(wanted);
    return matches !== negated;
  };
}

const folds: ReadonlyMap<string, (text: string) => string> = new Map([
  ['i;ascii-casemap', (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())],
  ['i;octet', (text) => text],
  ['i;unicode-casemap', (text) => text.normalize('NFKD').toUpperCase()],
]);
