/** 'Schmidt, Dr. Anna' -> 'Dr. Anna Schmidt': lists put the family name first, letters do not. */
export function spokenName(name: string): string {
  const at = name.indexOf(', ');
  return at === -1 ? name : `${name.slice(at + 2)} ${name.slice(0, at)}`;
}
