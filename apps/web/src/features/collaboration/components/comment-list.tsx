import { Trans, useLingui } from '@lingui/react/macro';
import { MessageSquare } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { markCommentsRead, useAddComment, useComments } from '../api/collaboration.ts';
import { CommentBox } from './comment-box.tsx';
import { CommentItem } from './comment-item.tsx';
import { useTryComment } from './use-try-comment.ts';
import './collaboration.css';

/** What was said about a file or folder, newest first, and where one says more. */
export function CommentList({ nodeId }: { readonly nodeId: number }) {
  const { t } = useLingui();
  const list = useComments(nodeId);
  const add = useAddComment(nodeId);
  const attempt = useTryComment();
  const [first] = list.data?.pages ?? [];
  const unread = first?.unread ?? 0;
  useEffect(() => {
    if (unread > 0) void markCommentsRead(nodeId).catch(() => undefined);
  }, [nodeId, unread]);

  if (list.error && !list.data) return <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />;
  if (first === undefined) return <Loading />;
  const comments = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="comments">
      {first.mayComment && (
        <CommentBox
          nodeId={nodeId}
          label={t`Kommentar`}
          confirmLabel={t`Kommentieren`}
          onConfirm={(text) => attempt(add.mutateAsync(text))}
        />
      )}
      {comments.length === 0 ? (
        <EmptyState icon={MessageSquare} title={<Trans>Noch keine Kommentare</Trans>}>
          {first.mayComment ? (
            <Trans>Was hier steht, sehen alle, die diesen Eintrag sehen.</Trans>
          ) : (
            <Trans>Sie dürfen hier lesen, aber nicht kommentieren.</Trans>
          )}
        </EmptyState>
      ) : (
        <ol className="comment-list" aria-label={t`Kommentare`}>
          {comments.map((comment) => (
            <CommentItem key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button size="small" isDisabled={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          <Trans>Ältere anzeigen</Trans>
        </Button>
      )}
    </div>
  );
}
