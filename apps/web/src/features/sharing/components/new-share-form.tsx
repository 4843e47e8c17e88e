import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { announce } from '../../files/commands/announce.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { endOfDay } from '../../guests/components/day-input.ts';
import type { Reached } from '../../contacts/api/use-reachable.ts';
import { useShare } from '../api/shares.ts';
import type { Access, Recipient, ShareRole } from '../api/share-types.ts';
import { idOf, RecipientField } from './recipient-field.tsx';
import { ShareTerms, type Terms } from './share-terms.tsx';
import { shareErrors, useRoleOptions } from './share-words.ts';

interface NewShareFormProps {
  readonly node: { readonly id: number; readonly kind: 'file' | 'folder' };
  readonly access: Access;
  /** Who has no account gets a link; undefined: none may be made. */
  readonly onOutside: ((people: readonly Reached[]) => void) | undefined;
}

const noTerms: Terms = { end: '', message: '', resharing: false };

/** With whom, how far, and, for who wants to say it, until when and why. */
export function NewShareForm({ node, access, onOutside }: NewShareFormProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<readonly Recipient[]>([]);
  const [role, setRole] = useState<ShareRole>('viewer');
  const [terms, setTerms] = useState(noTerms);
  const [more, setMore] = useState(false);
  const share = useShare(node.id);
  const roles = useRoleOptions()(access.mayGive, node.kind);
  const without = new Set(access.shares.map(({ recipient }) => idOf(recipient)));
  const given = roles.some(({ id }) => id === role) ? role : (roles[0]?.id ?? 'viewer');

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const recipients = chosen.map(({ kind, key }) => ({ kind, key }));
    const { end, message, resharing } = terms;
    const count = recipients.length;
    share.mutate(
      { recipients, role: given, message, resharing, ...(end === '' ? {} : { endsAt: endOfDay(end) || 0 }) },
      {
        onSuccess: () => {
          announce(t`${plural(count, { one: 'Für # freigegeben', other: 'Für # freigegeben' })}`);
          setChosen([]);
          setTerms(noTerms);
          setMore(false);
        },
      },
    );
  }

  return (
    <form className="share-new" onSubmit={submit}>
      <RecipientField chosen={chosen} onChange={setChosen} without={without} onOutside={onOutside} />
      {chosen.length > 0 && (
        <>
          <Select label={t`Berechtigung`} options={roles} value={given} onChange={setRole} />
          {more ? (
            <ShareTerms
              value={terms}
              onChange={setTerms}
              longestDays={access.rules.longestDays}
              mayReshare={access.manages && access.rules.resharing}
            />
          ) : (
            <div>
              <Button variant="quiet" size="small" icon={ChevronDown} onPress={() => setMore(true)}>
                <Trans>Ende, Nachricht, Weitergeben</Trans>
              </Button>
            </div>
          )}
          {share.error !== null && <ErrorBanner error={share.error} own={shareErrors} />}
          <div className="row share-send">
            <Button variant="quiet" onPress={() => setChosen([])}>
              <Trans>Verwerfen</Trans>
            </Button>
            <Button variant="primary" type="submit" isPending={share.isPending}>
              <Trans>Freigeben</Trans>
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
