import { Trans } from '@lingui/react/macro';
import { Switch } from '../../../ui/switch.tsx';
import { useSubscription } from '../api/collaboration.ts';
import { useTryComment } from './use-try-comment.ts';

/** To be told of what others change there. */
export function SubscribeSwitch({ nodeId, isFolder }: { readonly nodeId: number; readonly isFolder: boolean }) {
  const { subscribed, set } = useSubscription(nodeId);
  const attempt = useTryComment();
  return (
    <Switch
      isSelected={subscribed ?? false}
      isDisabled={subscribed === undefined}
      onChange={(next) => void attempt(set.mutateAsync(next))}
    >
      {isFolder ? (
        <Trans>Mitteilung, wenn andere hier etwas ändern</Trans>
      ) : (
        <Trans>Mitteilung, wenn andere etwas ändern</Trans>
      )}
    </Switch>
  );
}
