import { badRequest } from '@landescloud/platform/dav';

/** A header that counts bytes; undefined where it is missing. */
export function wholeNumber(header: string | string[] | undefined, name: string): number | undefined {
  if (header === undefined) return undefined;
  const text = String(header).trim();
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw badRequest('dav.number_invalid', `${name} must be a whole number.`);
  return value;
}
