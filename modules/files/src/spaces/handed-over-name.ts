const longestName = 120;

/** What a personal space is called once somebody else has it. */
export function handedOverName(owner: string): string {
  return `${owner.replaceAll('/', '-').slice(0, longestName).trim()} (übergeben)`;
}
