import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, Users, X } from 'lucide-react';
import { useState } from 'react';
import { usePerson } from '../../../session/session.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classes } from '../../../ui/classes.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { useRecipientText } from '../../sharing/components/use-recipient-text.ts';
import { busyQuery, presenceQuery } from '../api/events.ts';
import { presenceIcons } from '../components/find-time.tsx';
import { usePresenceWords } from '../components/use-presence-words.ts';
import { useTeam } from '../components/use-team.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import type { DayMark } from '../domain/day-mark.ts';
import { isWeekend } from '../domain/views.ts';
import { momentOf, wallOf, type Wall } from '../domain/zones.ts';
import { clock, fullDay, shortWeekday } from '../format.ts';

interface TeamViewProps {
  readonly days: readonly PlainDate[];
  readonly now: Wall;
  readonly holidays: ReadonlyMap<PlainDate, DayMark>;
  readonly zone: string;
}

const [first, last] = [7 * 60, 19 * 60];

/** People as rows over a week: when they are busy, and where they work. */
export function TeamView({ days, now, holidays, zone }: TeamViewProps) {
  const { t } = useLingui();
  const me = usePerson();
  const words = usePresenceWords();
  const [team, setTeam] = useTeam();
  const people = [{ login: me.login, name: me.name }, ...team.filter(({ login }) => login !== me.login)];
  const logins = people.map(({ login }) => login);
  const shown = days.filter((day) => !isWeekend(day));
  const [from, to] = [shown[0] ?? now.date, shown.at(-1) ?? now.date];
  const { data: busy = [], error } = useQuery(
    busyQuery(logins, momentOf({ date: from, minutes: 0 }, zone), momentOf({ date: addDays(to, 1), minutes: 0 }, zone)),
  );
  const { data: presence = [] } = useQuery(presenceQuery(from, to, logins));
  return (
    <div className="team-view">
      <TeamFinder
        taken={logins}
        onAdd={(login, name) => setTeam([...team.filter((one) => one.login !== login), { login, name }])}
      />
      {error !== null && <ErrorBanner error={error} />}
      {/* Wider than a phone: the arrow keys move it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="team-scroll" role="region" aria-label={t`Wochenübersicht`} tabIndex={0}>
        <table className="team-table">
          <caption className="visually-hidden">
            <Trans>Wer wann beschäftigt ist und wo arbeitet</Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Person</Trans>
              </th>
              {shown.map((day) => (
                <th scope="col" key={day} className={classes(day === now.date && 'team-today')}>
                  <span className="visually-hidden">{fullDay(day)}</span>
                  <span aria-hidden>
                    {shortWeekday(day).replace('.', '')} {Number(day.slice(8))}
                  </span>
                  {holidays.has(day) && (
                    <span className={classes('team-holiday', holidays.get(day)?.isFree === false && 'day-mark-quiet')}>
                      {holidays.get(day)?.name}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map(({ login, name }) => (
              <tr key={login}>
                <th scope="row">
                  <span className="team-person">
                    <Avatar name={name} size="small" />
                    <span className="truncate">{name}</span>
                    {login !== me.login && (
                      <IconButton
                        icon={X}
                        size="small"
                        tooltip={false}
                        label={t`${name} aus der Ansicht nehmen`}
                        onPress={() => setTeam(team.filter((one) => one.login !== login))}
                      />
                    )}
                  </span>
                </th>
                {shown.map((day) => {
                  const start = momentOf({ date: day, minutes: 0 }, zone);
                  const end = momentOf({ date: addDays(day, 1), minutes: 0 }, zone);
                  const here = (busy.find((one) => one.login === login)?.busy ?? []).filter(
                    (one) => one.start < end && one.end > start,
                  );
                  const place = presence.find((one) => one.login === login && one.date === day)?.place;
                  const Icon = place === undefined ? null : presenceIcons[place];
                  return (
                    <td
                      key={day}
                      className={classes(
                        day === now.date && 'team-today',
                        holidays.get(day)?.isFree === true && 'team-free',
                      )}
                    >
                      {Icon !== null && place !== undefined && (
                        <span className={`team-place presence-${place}`}>
                          <Icon aria-hidden />
                          {words[place]}
                        </span>
                      )}
                      <span className="team-strip">
                        {here.map((one) => {
                          const [a, b] = [
                            wallOf(Math.max(one.start, start), zone),
                            wallOf(Math.min(one.end, end - 1), zone),
                          ];
                          const left = share(a.minutes);
                          const width = share(b.minutes + 1) - left;
                          return (
                            <span
                              key={`${one.start} ${one.busy}`}
                              className={classes('team-busy', one.busy === 'tentative' && 'team-busy-tentative')}
                              style={{ left: `${left}%`, width: `${width}%` }}
                              title={`${clock(a.minutes)}–${clock((b.minutes + 1) % 1440)}`}
                            >
                              <span className="visually-hidden">
                                {t`beschäftigt von ${clock(a.minutes)} bis ${clock(b.minutes + 1)}`}
                              </span>
                            </span>
                          );
                        })}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {team.length === 0 && (
        <EmptyState icon={Users} title={t`Mit wem arbeiten Sie?`}>
          <Trans>
            Nehmen Sie Kolleginnen und Kollegen in die Ansicht: Dann sehen Sie, wer wann kann und wo arbeitet.
          </Trans>
        </EmptyState>
      )}
    </div>
  );
}

const share = (minutes: number): number => Math.max(0, Math.min(1, (minutes - first) / (last - first))) * 100;

interface TeamFinderProps {
  readonly taken: readonly string[];
  readonly onAdd: (login: string, name: string) => void;
}

function TeamFinder({ taken, onAdd }: TeamFinderProps) {
  const { t } = useLingui();
  const textOf = useRecipientText();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data = [] } = useQuery(recipientsQuery(q));
  const found = q === '' ? [] : data.filter(({ kind, key }) => kind === 'person' && !taken.includes(key));
  return (
    <div className="team-finder">
      <UserPlus aria-hidden />
      <ComboBox
        key={taken.length}
        label={t`Person in die Ansicht nehmen`}
        placeholder={t`Name eingeben`}
        emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
        options={found.map((one) => ({ id: one.key, label: one.name, description: textOf(one) }))}
        input={text}
        onInput={setText}
        onChoose={(key) => {
          const one = found.find((each) => each.key === key);
          if (one === undefined) return;
          setText('');
          onAdd(one.key, one.name);
        }}
      />
    </div>
  );
}
