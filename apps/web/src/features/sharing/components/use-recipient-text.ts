import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Recipient, Share } from '../api/share-types.ts';

type Named = Pick<Recipient, 'kind' | 'guest' | 'organisationName' | 'memberCount'> & {
  readonly jobTitle?: string | null;
};

/** The second line: what tells one from others of the same name. */
export function useRecipientText(): (recipient: Named | Share['recipient']) => string {
  const { t } = useLingui();
  return (recipient: Named) => {
    const { kind, guest, organisationName, memberCount } = recipient;
    const what =
      kind === 'organisation'
        ? t`Organisation`
        : kind === 'group'
          ? t`Gruppe, ${plural(memberCount ?? 0, { one: '# Mitglied', other: '# Mitglieder' })}`
          : guest
            ? t`Gast`
            : (recipient.jobTitle ?? '');
    return [what, kind === 'organisation' ? '' : organisationName].filter(Boolean).join(' · ');
  };
}
