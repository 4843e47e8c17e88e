import { Problem } from './public-api.ts';
import { words } from './words.ts';

const reasons: readonly (readonly [RegExp, keyof ReturnType<typeof words>['failed']])[] = [
  [/^network$|^http\.5/, 'network'],
  [/quota_exceeded/, 'room'],
  [/^blobs\.full$|storage_full|^http\.507$/, 'full'],
  [/name_invalid|upload_metadata_invalid/, 'name'],
  [/name_taken|is_folder|is_file/, 'taken'],
  [/downloads_used_up/, 'usedUp'],
  [/kind_not_allowed|kind_refused|forbidden_kind/, 'kind'],
  [/content_(waiting|infected|withheld)/, 'held'],
  [/delivery_empty|request_part_empty|request_nothing_begun/, 'nothing'],
  [/read_only|may_not_add|not_allowed|view_only|upload_only/, 'notAllowed'],
  [/link_invalid/, 'address'],
  [/request_closed/, 'closed'],
  [/proposal_invalid/, 'time'],
  [/not_found|right_ended|link_ended|delivery_missing|parent_missing/, 'gone'],
];

/** What happened, in words that say what to do. */
export function problemText(error: unknown): string {
  const { failed, wait, wrongCode, wrongPassword } = words();
  if (!(error instanceof Problem)) return failed.other;
  if (error.status === 429) return wait(Math.max(1, error.seconds));
  if (error.code === 'sharing.link_wrong_password') return wrongPassword;
  if (error.code === 'sharing.link_wrong_code') return wrongCode;
  const [, reason] = reasons.find(([pattern]) => pattern.test(error.code)) ?? [null, 'other' as const];
  return failed[reason];
}
