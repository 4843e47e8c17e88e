import type { ClientKind } from '@landescloud/kernel';

/** The kind of program that shows an app password, by its User-Agent. */
export function clientKind(userAgent: string | undefined): ClientKind {
  if (userAgent === undefined) return 'dav';
  if (userAgent.includes('mirall')) return 'desktop';
  if (userAgent.includes('Nextcloud-iOS') || userAgent.includes('Nextcloud-android')) return 'mobile';
  return 'dav';
}

const programs: readonly (readonly [RegExp, string])[] = [
  [/mirall/, 'Nextcloud Desktop'],
  [/Nextcloud-(iOS|android)/, 'Nextcloud'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android|android/, 'Android'],
  [/iPhone|iPad|iOS/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac ?OS|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

const longest = 100;

/** A short name people know their device by: 'Firefox, Linux'. What is not known is shown as it is, cut short. */
export function clientLabel(userAgent: string | undefined): string {
  const text = (userAgent ?? '')
    .slice(0, 500)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const find = (list: typeof programs) => list.find(([pattern]) => pattern.test(text))?.[1];
  const program = find(programs);
  if (program === undefined) return text.slice(0, longest) || 'Unknown';
  const system = find(systems);
  return system === undefined ? program : `${program}, ${system}`;
}
