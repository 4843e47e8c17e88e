import { packages, platformRooms } from '../architecture/table.ts';

const begin = '<!-- made from scripts/architecture/table.ts by npm run verify -- --fix -->';
const end = '<!-- until here -->';

/** docs/architecture.md with its tables as the architecture table says. */
export function withRoomsTable(document: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/architecture.md has lost its marks: ${begin}`);
  return `${before}${begin}\n\n${renderTables()}\n${end}${after}`;
}

function renderTables(): string {
  const byPackage = Object.entries(packages).map(([folder, { mayImport }]) => row(folder, mayImport.map(shortName)));
  const byRoom = Object.entries(platformRooms).map(([room, others]) => row(`platform/${room}`, others));
  return [
    '| package | may import |',
    '|---|---|',
    ...byPackage,
    '',
    '| room of the platform | may import |',
    '|---|---|',
    ...byRoom,
    '',
  ].join('\n');
}

const shortName = (name: string): string => name.replace('@landescloud/', '');

const row = (name: string, others: readonly string[]): string =>
  `| \`${name}\` | ${others.length === 0 ? 'nothing of ours' : others.join(', ')} |`;
