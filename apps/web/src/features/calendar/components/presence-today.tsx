import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { usePerson } from '../../../session/session.ts';
import { presenceQuery, useSetPresence } from '../api/events.ts';
import type { PresencePlace } from '../api/calendar-types.ts';
import { addDays, mondayOf, type PlainDate } from '../domain/plain-date.ts';
import { fullDay, shortWeekday } from '../format.ts';
import { MenuButton } from '../../../ui/menu.tsx';
import { Button as AriaButton } from 'react-aria-components/Button';
import { CircleDashed } from 'lucide-react';
import { presenceIcons } from './find-time.tsx';
import { usePresenceWords } from './use-presence-words.ts';
import { useReport } from './use-report.ts';

const places: readonly PresencePlace[] = ['office', 'home', 'travel'];

/** Where one works this week: a press changes a day. */
export function PresenceToday({ today }: { readonly today: PlainDate }) {
  const { t } = useLingui();
  const me = usePerson();
  const words = usePresenceWords();
  const report = useReport();
  const set = useSetPresence();
  const monday = mondayOf(today);
  const { data = [] } = useQuery(presenceQuery(monday, addDays(monday, 6), [me.login]));
  return (
    <section className="presence-week" aria-labelledby="presence-heading">
      <h2 id="presence-heading">
        <Trans>Mein Arbeitsort</Trans>
      </h2>
      <ul>
        {[0, 1, 2, 3, 4].map((offset) => {
          const date = addDays(monday, offset);
          const place = data.find((one) => one.date === date && one.login === me.login)?.place;
          const Icon = place === undefined ? CircleDashed : presenceIcons[place];
          const said = place === undefined ? t`nicht angegeben` : words[place];
          return (
            <li key={date}>
              <MenuButton
                label={t`Arbeitsort am ${fullDay(date)}`}
                entries={[
                  ...places.map((id) => ({
                    id,
                    label: words[id],
                    icon: presenceIcons[id],
                    onAction: () => set.mutate({ date, place: id }, report),
                  })),
                  ...(place === undefined
                    ? []
                    : [
                        {
                          id: 'none',
                          label: t`Nicht angeben`,
                          icon: CircleDashed,
                          separatorBefore: true,
                          onAction: () => set.mutate({ date, place: null }, report),
                        },
                      ]),
                ]}
              >
                <AriaButton
                  className={`presence-day presence-${place ?? 'none'}${date === today ? ' presence-day-today' : ''}`}
                >
                  <span className="visually-hidden">{t`${fullDay(date)}: ${said}`}</span>
                  <span aria-hidden>{shortWeekday(date).slice(0, 2)}</span>
                  <Icon aria-hidden />
                </AriaButton>
              </MenuButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
