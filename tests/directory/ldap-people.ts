/** A directory as one finds it: people in units, groups of all sizes, groups in groups. */
export interface DirectoryShape {
  readonly people: number;
  /** So many people in each of the large groups; they follow one another. */
  readonly largeGroups: number;
  readonly largeGroupSize: number;
}

const base = 'dc=land,dc=example';
const units = ['tfm', 'jena'] as const;

export const personDn = (at: number) => `uid=${uidOf(at)},ou=${unitOf(at)},${base}`;
export const uidOf = (at: number) => `p${String(at).padStart(5, '0')}`;
export const groupDn = (name: string) => `cn=${name},ou=groups,${base}`;
const unitOf = (at: number) => units[at % units.length] ?? 'tfm';

/** LDIF for slapadd. Group `alle` holds the large groups, which hold people; `kreis-a` and `kreis-b` hold each other. */
export function directoryLdif({ people, largeGroups, largeGroupSize }: DirectoryShape): string {
  const entries = [
    entry(base, ['objectClass: dcObject', 'objectClass: organization', 'o: Land', 'dc: land']),
    ...[...units, 'groups'].map((ou) => entry(`ou=${ou},${base}`, ['objectClass: organizationalUnit', `ou: ${ou}`])),
  ];
  for (let at = 0; at < people; at++) {
    entries.push(
      entry(personDn(at), [
        'objectClass: inetOrgPerson',
        `uid: ${uidOf(at)}`,
        `cn: ${givenNames[at % givenNames.length]} ${familyNames[at % familyNames.length]} ${at}`,
        `sn: ${familyNames[at % familyNames.length]}`,
        `mail: ${uidOf(at)}@land.example`,
        `mail: ${uidOf(at)}@alt.land.example`,
        `title: Sachbearbeitung ${at % 40}`,
        `telephoneNumber: +49 361 ${1000 + (at % 9000)}`,
        `roomNumber: ${at % 500}`,
        ...(at % 50 === 0 ? [] : [`manager: ${personDn(at - (at % 50))}`]),
      ]),
    );
  }
  for (let group = 0; group < largeGroups; group++) {
    const members = Array.from({ length: Math.min(largeGroupSize, people) }, (_, at) => {
      return `member: ${personDn((group * largeGroupSize + at) % people)}`;
    });
    entries.push(groupEntry(`gross-${group}`, members));
  }
  const large = Array.from({ length: largeGroups }, (_, group) => `member: ${groupDn(`gross-${group}`)}`);
  entries.push(groupEntry('alle', large));
  entries.push(groupEntry('kreis-a', [`member: ${groupDn('kreis-b')}`, `member: ${personDn(0)}`]));
  entries.push(groupEntry('kreis-b', [`member: ${groupDn('kreis-a')}`, `member: ${personDn(1)}`]));
  return entries.join('\n');
}

function groupEntry(name: string, members: readonly string[]): string {
  return entry(groupDn(name), ['objectClass: groupOfNames', `cn: ${name}`, ...members]);
}

export function entry(dn: string, lines: readonly string[]): string {
  return [line(`dn: ${dn}`), ...lines.map(line), ''].join('\n');
}

/** What is not plain ASCII is written in base64. */
function line(text: string): string {
  const colon = text.indexOf(': ');
  const value = text.slice(colon + 2);
  if (/^[\x21-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/.test(value) && !value.endsWith(' ')) return text;
  return `${text.slice(0, colon)}:: ${Buffer.from(value).toString('base64')}`;
}

const givenNames = ['Anna', 'Jürgen', 'Zoë', 'Karl-Heinz', 'Öznur', 'Björn', 'Maëlle', 'Uwe', 'Łucja', 'Heike'];
const familyNames = ['Müller', 'Groß', 'Schäfer', 'Yılmaz', 'Nowák', 'von der Heide', 'Lüdenscheidt', 'Weiß', 'Ørsted'];
