import { Trans, useLingui } from '@lingui/react/macro';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatDateTime, formatRelative } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useEditComment, useRemoveComment, type Comment } from '../api/collaboration.ts';
import { partsOf } from '../domain/mention-at.ts';
import { CommentBox } from './comment-box.tsx';
import { useTryComment } from './use-try-comment.ts';

/** Who said what when. */
export function CommentItem({ comment }: { readonly comment: Comment }) {
  const { t } = useLingui();
  const { id, nodeId, person, text, mentions, createdAt, editedAt, isOwn, mayRemove } = comment;
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const edit = useEditComment(nodeId);
  const remove = useRemoveComment(nodeId);
  const attempt = useTryComment();
  const name = person?.name ?? t`Unbekannt`;
  const when = formatRelative(createdAt);
  return (
    <li className="comment">
      <Avatar name={name} size="small" />
      <div className="comment-body">
        <div className="comment-head">
          <strong>{name}</strong>
          <small className="muted" title={formatDateTime(editedAt ?? createdAt)}>
            {editedAt === null ? when : t`${when}, geändert`}
          </small>
        </div>
        {isEditing ? (
          <CommentBox
            nodeId={nodeId}
            label={t`Kommentar ändern`}
            confirmLabel={t`Speichern`}
            initial={text}
            onCancel={() => setEditing(false)}
            onConfirm={async (next) => {
              const isDone = await attempt(edit.mutateAsync({ id, text: next }));
              if (isDone) setEditing(false);
              return isDone;
            }}
          />
        ) : (
          <p className="comment-text">
            {partsOf(text, mentions).map((part, index) =>
              'mention' in part ? (
                <span key={index} className="comment-mention">
                  @{part.mention}
                </span>
              ) : (
                part.text
              ),
            )}
          </p>
        )}
      </div>
      {!isEditing && mayRemove && (
        <div className="comment-tools">
          {isOwn && (
            <IconButton icon={Pencil} size="small" label={t`Kommentar bearbeiten`} onPress={() => setEditing(true)} />
          )}
          <IconButton icon={Trash2} size="small" label={t`Kommentar löschen`} onPress={() => setAsking(true)} />
        </div>
      )}
      <ConfirmDialog
        title={t`Kommentar löschen?`}
        isOpen={isAsking}
        onOpenChange={setAsking}
        confirmLabel={t`Löschen`}
        isDangerous
        onConfirm={() => remove.mutateAsync(id)}
      >
        {isOwn ? (
          <Trans>Er ist dann für alle weg.</Trans>
        ) : (
          <Trans>Sie löschen den Kommentar von {name}. Er ist dann für alle weg.</Trans>
        )}
      </ConfirmDialog>
    </li>
  );
}
