import { useLingui } from '@lingui/react/macro';
import { Hourglass, ShieldAlert, ShieldQuestion, ShieldX, type LucideIcon } from 'lucide-react';
import type { Tone } from '../../../ui/banner.tsx';
import type { Release } from '../domain/release.ts';

export interface ReleaseWords {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** In lists. */
  readonly short: string;
  readonly title: string;
  /** What it means, and what to do. */
  readonly text: string;
}

/** What a file's state means to people; null where there is nothing to say in a list. */
export function useReleaseWords(): (release: Release | undefined) => ReleaseWords | null {
  const { t } = useLingui();
  return (release) => {
    switch (release) {
      case 'waiting':
        return {
          icon: Hourglass,
          tone: 'info',
          short: t`Wird geprüft`,
          title: t`Die Datei wird noch auf Schadsoftware geprüft.`,
          text: t`Bis dahin kann niemand sie öffnen. Sie brauchen nichts zu tun: Danach ist sie von selbst da.`,
        };
      case 'infected':
        return {
          icon: ShieldX,
          tone: 'danger',
          short: t`Schadsoftware`,
          title: t`In dieser Datei wurde Schadsoftware gefunden.`,
          text: t`Niemand kann sie öffnen. Löschen Sie die Datei und bitten Sie um eine neue. Haben Sie sie selbst hochgeladen, lassen Sie Ihr Gerät prüfen.`,
        };
      case 'withheld':
        return {
          icon: ShieldAlert,
          tone: 'warning',
          short: t`Zurückgehalten`,
          title: t`Die Datei lässt sich nicht prüfen und wird zurückgehalten.`,
          text: t`Sie ist zu groß oder verschlüsselt. Die Verwaltung der Organisation kann sie freigeben.`,
        };
      case 'not-scannable':
        return {
          icon: ShieldQuestion,
          tone: 'warning',
          short: t`Nicht geprüft`,
          title: t`Die Datei ließ sich nicht auf Schadsoftware prüfen.`,
          text: t`Sie ist zu groß oder verschlüsselt. Öffnen Sie sie nur, wenn Sie wissen, von wem sie kommt.`,
        };
      case 'clean':
      case null:
      case undefined:
        return null;
    }
  };
}
