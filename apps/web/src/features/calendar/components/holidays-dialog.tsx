import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { holidaysQuery, useChooseHolidays, type HolidayChoice } from '../api/holidays.ts';
import { dayMonthYear } from '../format.ts';

/** Which states' holidays stand in one's calendar: at once, without saving. */
export function HolidaysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(holidaysQuery);
  const choose = useChooseHolidays();
  const failure = error ?? choose.error;
  const byState = Map.groupBy(data?.items ?? [], ({ state }) => state);
  const rows = [...byState].toSorted(([a], [b]) => Number(b === data?.ruled) - Number(a === data?.ruled));
  const until = data?.items.find(({ kind, state }) => kind === 'school' && state === data.ruled)?.until ?? null;

  const box = (choice: HolidayChoice | undefined, label: string) =>
    choice === undefined ? (
      <span className="muted">
        <span aria-hidden>–</span>
        <span className="visually-hidden">
          <Trans>keine Daten</Trans>
        </span>
      </span>
    ) : (
      <Checkbox
        aria-label={label}
        isSelected={choice.calendarId !== null}
        onChange={(isOn) => choose.mutate({ kind: choice.kind, state: choice.state, isOn })}
      />
    );

  return (
    <Dialog title={t`Feiertage und Ferien`} isOpen onOpenChange={onClose}>
      {failure !== null && <ErrorBanner error={failure} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null && <Loading />
      ) : (
        <div className="holidays-scroll">
          <table className="holidays-table">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Land</Trans>
                </th>
                <th scope="col">
                  <Trans>Feiertage</Trans>
                </th>
                <th scope="col">
                  <Trans>Schulferien</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([state, choices]) => {
                const name = choices[0]?.name ?? state;
                return (
                  <tr key={state}>
                    <th scope="row">
                      {name}
                      {state === data.ruled && (
                        <span className="holidays-own">
                          <Trans>Ihre Organisation</Trans>
                        </span>
                      )}
                    </th>
                    <td>
                      {box(
                        choices.find(({ kind }) => kind === 'public'),
                        t`Feiertage ${name}`,
                      )}
                    </td>
                    <td>
                      {box(
                        choices.find(({ kind }) => kind === 'school'),
                        t`Schulferien ${name}`,
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {until !== null && (
        <p className="muted">
          <Trans>
            Schulferien stehen bis {dayMonthYear(until)} fest. Spätere werden gezeigt, sobald die Länder sie festlegen.
          </Trans>
        </p>
      )}
    </Dialog>
  );
}
