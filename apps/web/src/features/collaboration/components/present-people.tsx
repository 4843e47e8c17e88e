import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { DialogTrigger, Dialog, Heading } from 'react-aria-components/Dialog';
import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Avatar } from '../../../ui/avatar.tsx';
import { usePresence } from '../api/use-presence.ts';
import './collaboration.css';

const mostShown = 3;

/** Who else looks at this folder at the moment; nothing where one is alone. */
export function PresentPeople({ folderId }: { readonly folderId: number }) {
  const { t } = useLingui();
  const people = usePresence(folderId);
  if (people.length === 0) return null;
  const shown = people.slice(0, mostShown);
  const more = people.length - shown.length;
  const names = shown.map(({ name }) => name).join(', ');
  const label =
    more === 0
      ? t`Gerade hier: ${names}`
      : t`Gerade hier: ${names} und ${plural(more, { one: '# weitere', other: '# weitere' })}`;
  return (
    <DialogTrigger>
      <Button className="present" aria-label={label}>
        {shown.map(({ login, name }) => (
          <Avatar key={login} name={name} size="small" />
        ))}
        {more > 0 && <span className="present-more">+{more}</span>}
      </Button>
      <Popover className="ui-popover" offset={6} placement="bottom end">
        <Dialog className="present-dialog">
          <Heading slot="title" level={2}>
            <Trans>Gerade hier</Trans>
          </Heading>
          <ul>
            {people.map(({ login, name }) => (
              <li key={login}>
                <Avatar name={name} size="small" />
                {name}
              </li>
            ))}
          </ul>
          <p className="muted">
            <Trans>
              Wer diesen Ordner öffnen darf, sieht, wer ihn gerade offen hat, auch Sie. Gespeichert wird das nicht.
            </Trans>
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
