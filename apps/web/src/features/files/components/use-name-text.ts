import { useLingui } from '@lingui/react/macro';
import type { NameProblem, NameWarning } from '../domain/names.ts';

/** Words for what is wrong with a name. */
export function useNameText() {
  const { t } = useLingui();
  const problems: Record<NameProblem, string> = {
    empty: t`Bitte geben Sie einen Namen ein.`,
    slash: t`Ein Name darf keinen Schrägstrich enthalten.`,
    dots: t`„.“ und „..“ sind keine Namen.`,
    long: t`Der Name ist zu lang.`,
    control: t`Der Name enthält unsichtbare Zeichen.`,
  };
  const warnings: Record<NameWarning, string> = {
    windows: t`Unter Windows lässt sich dieser Name nicht verwenden.`,
    edge: t`Windows entfernt Punkte und Leerzeichen am Ende.`,
  };
  return {
    problem: (problem: NameProblem) => problems[problem],
    warning: (warning: NameWarning) => warnings[warning],
  };
}
