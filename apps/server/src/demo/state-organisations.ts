import type { ManyOrganisationsInput, OrganisationKind } from '@landescloud/directory';
import { placeNames } from './state-names.ts';

const root = 'land';

const departments = [
  ['tsk', 'Staatskanzlei', 'TSK'],
  ['tmikl', 'Ministerium für Inneres, Kommunales und Landesentwicklung', 'TMIKL'],
  ['tfm-land', 'Finanzministerium des Landes', 'TFM'],
  ['tmjmv', 'Ministerium für Justiz, Migration und Verbraucherschutz', 'TMJMV'],
  ['tmbwk', 'Ministerium für Bildung, Wissenschaft und Kultur', 'TMBWK'],
  ['tmsgaf', 'Ministerium für Soziales, Gesundheit, Arbeit und Familie', 'TMSGAF'],
  ['tmwlr', 'Ministerium für Wirtschaft, Landwirtschaft und Ländlichen Raum', 'TMWLR'],
  ['tmunf', 'Ministerium für Umwelt, Energie, Naturschutz und Forsten', 'TMUENF'],
  ['tmdi', 'Ministerium für Digitales und Infrastruktur', 'TMDI'],
] as const;

/** What each department has of which kind, one a place; together 660. */
const below: readonly (readonly [string, string, OrganisationKind, number])[] = [
  ['tsk', 'Landesarchiv', 'authority', 6],
  ['tmikl', 'Polizeiinspektion', 'authority', 60],
  ['tmikl', 'Landesverwaltungsamt, Außenstelle', 'authority', 8],
  ['tmikl', 'Feuerwehrschule', 'institution', 2],
  ['tfm-land', 'Finanzamt', 'authority', 34],
  ['tfm-land', 'Landesamt für Finanzen, Dienststelle', 'authority', 6],
  ['tfm-land', 'Landesrechenzentrum, Standort', 'authority', 3],
  ['tmjmv', 'Amtsgericht', 'authority', 32],
  ['tmjmv', 'Landgericht', 'authority', 6],
  ['tmjmv', 'Staatsanwaltschaft', 'authority', 6],
  ['tmjmv', 'Sozialgericht', 'authority', 5],
  ['tmjmv', 'Justizvollzugsanstalt', 'institution', 7],
  ['tmbwk', 'Staatliches Schulamt', 'authority', 8],
  ['tmbwk', 'Staatliches Gymnasium', 'institution', 92],
  ['tmbwk', 'Staatliche Regelschule', 'institution', 130],
  ['tmbwk', 'Staatliche Berufsbildende Schule', 'institution', 36],
  ['tmbwk', 'Hochschule', 'institution', 10],
  ['tmbwk', 'Landesmuseum', 'institution', 12],
  ['tmsgaf', 'Landesamt für Verbraucherschutz, Abteilung', 'authority', 10],
  ['tmsgaf', 'Versorgungsamt', 'authority', 12],
  ['tmwlr', 'Landwirtschaftsamt', 'authority', 24],
  ['tmwlr', 'Eichamt', 'authority', 8],
  ['tmwlr', 'Bergamt', 'authority', 3],
  ['tmunf', 'Forstamt', 'authority', 60],
  ['tmunf', 'Nationalparkverwaltung', 'authority', 4],
  ['tmunf', 'Landesamt für Umwelt, Labor', 'authority', 8],
  ['tmdi', 'Straßenbauamt', 'authority', 20],
  ['tmdi', 'Katasteramt', 'authority', 38],
  ['tmdi', 'Amt für Bodenmanagement', 'authority', 10],
];

const districts = 17;
const cities = 5;
const municipalities = 600;

/** A whole state: 1,270 organisations in four levels, parents first; all names but the ministries' are invented. */
export function stateOrganisations(): ManyOrganisationsInput[] {
  const list: ManyOrganisationsInput[] = [{ key: root, name: 'Land', kind: 'state' }];
  const keys = new Set<string>([root]);
  const add = (input: Omit<ManyOrganisationsInput, 'key'>): string => {
    const key = freeKey(slug(input.name), keys);
    list.push({ ...input, key });
    return key;
  };
  for (const [key, name, shortName] of departments) {
    keys.add(key);
    list.push({ key, name, shortName, kind: 'department', parentKey: root });
  }
  const places = placeNames();
  for (const [parentKey, name, kind, count] of below) {
    for (const place of places.slice(0, count)) add({ name: `${name} ${place}`, kind, parentKey });
  }
  const official = (n: number) => `16${String(n).padStart(6, '0')}`;
  const towns = places.slice(0, municipalities);
  towns.slice(0, cities).forEach((place, at) => {
    add({ name: `Stadtverwaltung ${place}`, kind: 'municipality', parentKey: root, officialKey: official(at + 1) });
  });
  const counties = towns.slice(cities, cities + districts).map((place, at) =>
    add({
      name: `Landratsamt ${place}-Kreis`,
      kind: 'municipality',
      parentKey: root,
      officialKey: official(at + 100),
    }),
  );
  towns.slice(cities + districts).forEach((place, at) => {
    const parentKey = counties[at % districts] ?? root;
    const name = at % 7 === 0 ? `Stadt ${place}` : `Gemeinde ${place}`;
    add({ name, kind: 'municipality', parentKey, officialKey: official(at + 1_000) });
  });
  return list;
}

export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 56);
}

export function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let n = 2; taken.has(key); n++) key = `${wanted}-${n}`;
  taken.add(key);
  return key;
}
