import { DomainError } from '@landescloud/kernel';

const longest = 100;

/** A name that people give to what is theirs, without what would show as something else. */
export function cleanLabel(label: string): string {
  const cleaned = label.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  if (cleaned === '' || cleaned.length > longest) {
    throw new DomainError('Invalid', 'auth.invalid_label', `Give it a name of at most ${longest} characters.`);
  }
  return cleaned;
}
