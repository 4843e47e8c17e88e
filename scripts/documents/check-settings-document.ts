import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingKeys } from '@landescloud/platform/config';
import type { Violation } from '../architecture/violation.ts';

const file = 'docs/admin/settings.md';

/** Holds docs/admin/settings.md against the keys that the server takes. */
export function checkSettingsDocument(root: string): Violation[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = new Set([...text.matchAll(/`(LANDESCLOUD_[A-Z_]+)`/g)].map((match) => match[1] ?? ''));
  const known = new Set([...settingKeys, 'LANDESCLOUD_CONFIG']);
  return [
    ...[...known]
      .filter((key) => !named.has(key))
      .map((key) => ({ file, line: 1, message: `does not explain ${key}` })),
    ...[...named].filter((key) => !known.has(key)).map((key) => ({ file, line: 1, message: `${key} is no setting` })),
  ];
}
