import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { DownloadButton } from '../../../session/download-button.tsx';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { groupMembersQuery, useAddGroupMembers, useChangeGroupMember, type Group } from '../api/groups.ts';
import { AdministrationError } from './administration-error.tsx';
import { MemberList } from './members-dialog.tsx';
import { Pager } from './pager.tsx';

const size = 50;

/** The members of a group, found by name, added one by one or as a list. */
export function GroupMembers({ group }: { readonly group: Group }) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data, error } = useQuery(groupMembersQuery(group.key, { q, offset, limit: size }));
  const change = useChangeGroupMember(group.key);
  return (
    <MemberList
      members={data?.items.map((one) => ({ ...one, text: one.organisation.name }))}
      error={change.error ?? error}
      canChange={group.administered}
      onAdd={({ login }) => change.mutate({ login, member: true })}
      onRemove={({ login }) => change.mutate({ login, member: false })}
      tools={
        <>
          {group.administered && (
            <div className="row">
              <AddMany group={group} />
              {group.memberCount > 0 && (
                <DownloadButton
                  path={`/groups/${encodeURIComponent(group.key)}/members/export`}
                  variant="quiet"
                  size="small"
                >
                  <Trans>Als CSV</Trans>
                </DownloadButton>
              )}
            </div>
          )}
          {(group.memberCount > size || text !== '') && (
            <SearchField
              label={t`Mitglieder suchen`}
              value={text}
              onChange={(next) => {
                setText(next);
                setOffset(0);
              }}
            />
          )}
        </>
      }
      footer={<Pager offset={offset} size={size} total={data?.total ?? 0} onChange={setOffset} />}
    />
  );
}

/** Many at once, as a list of logins from elsewhere. */
function AddMany({ group }: { readonly group: Group }) {
  const { t } = useLingui();
  const [text, setText] = useState<string | null>(null);
  const add = useAddGroupMembers(group.key);
  const logins = [
    ...new Set(
      (text ?? '')
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  if (text === null) {
    return (
      <div>
        <Button size="small" variant="quiet" icon={UsersRound} onPress={() => setText('')}>
          <Trans>Viele auf einmal hinzufügen</Trans>
        </Button>
      </div>
    );
  }
  return (
    <div className="stack add-many">
      <TextField
        label={t`Anmeldenamen`}
        description={t`Durch Zeilen, Kommas oder Leerzeichen getrennt, höchstens 5000.`}
        multiline
        autoFocus
        value={text}
        onChange={setText}
      />
      <AdministrationError error={add.error} />
      <div className="row">
        <Button
          size="small"
          variant="primary"
          isPending={add.isPending}
          isDisabled={logins.length === 0 || logins.length > 5000}
          onPress={() =>
            add.mutate(logins, {
              onSuccess: ({ changed, unknown }) => {
                // What nobody has stays to be mended.
                setText(unknown.length === 0 ? null : unknown.join('\n'));
                showToast({
                  title: t`${plural(changed, { one: '# Mitglied hinzugefügt', other: '# Mitglieder hinzugefügt' })}`,
                  ...(unknown.length === 0
                    ? {}
                    : { tone: 'warning' as const, text: t`Nicht gefunden: ${unknown.slice(0, 5).join(', ')}` }),
                });
              },
            })
          }
        >
          <Plural value={logins.length} one="# Person hinzufügen" other="# Personen hinzufügen" />
        </Button>
        <Button size="small" variant="quiet" onPress={() => setText(null)}>
          <Trans>Abbrechen</Trans>
        </Button>
      </div>
    </div>
  );
}
