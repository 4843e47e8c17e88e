import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Avatar } from '../../../ui/avatar.tsx';
import type { Access } from '../api/share-types.ts';
import { RecipientSign } from './recipient-sign.tsx';
import { roleWords } from './share-words.ts';
import { useRecipientText } from './use-recipient-text.ts';

interface AccessListProps {
  readonly access: Access;
  readonly onLeave: () => void;
}

/** Who has access without a share of this very node: whose it is, the space's people, shares further up. */
export function AccessList({ access, onLeave }: AccessListProps) {
  const { t } = useLingui();
  const textOf = useRecipientText();
  const { owner, members, inherited } = access;
  if (owner === null && members.length === 0 && inherited.length === 0) return null;
  return (
    <ul className="share-list" aria-label={t`Außerdem haben Zugriff`}>
      {owner && (
        <li className="share-row">
          <Avatar name={owner.name} />
          <div className="share-name">
            <div className="truncate">{owner.name}</div>
            <div className="muted">
              <Trans>Eigentümerin oder Eigentümer</Trans>
            </div>
          </div>
        </li>
      )}
      {members.map(({ login, name, role }) => (
        <li className="share-row" key={login}>
          <Avatar name={name} />
          <div className="share-name">
            <div className="truncate">{name}</div>
            <div className="muted">
              <Trans>Mitglied des Bereichs</Trans>
            </div>
          </div>
          <span className="share-role muted">{t(roleWords[role].label)}</span>
        </li>
      ))}
      {inherited.map(({ id, recipient, role, from }) => (
        <li className="share-row" key={id}>
          <RecipientSign kind={recipient.kind} name={recipient.name} />
          <div className="share-name">
            <div className="truncate">{recipient.name}</div>
            <div className="truncate muted">{textOf(recipient)}</div>
            <div className="muted">
              {from.name === '' ? (
                <Trans>über einen Ordner weiter oben</Trans>
              ) : (
                <Trans>
                  über den Ordner{' '}
                  <Link to="/files/$nodeId" params={{ nodeId: String(from.id) }} onClick={onLeave}>
                    {from.name}
                  </Link>
                </Trans>
              )}
            </div>
          </div>
          <span className="share-role muted">{t(roleWords[role].label)}</span>
        </li>
      ))}
    </ul>
  );
}
