import { Trans, useLingui } from '@lingui/react/macro';
import { Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { chooseBeforeSignIn } from '../../../session/chosen-before.ts';
import { useIsDark } from '../../../session/theme.ts';
import { Brand } from '../../../shell/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import '../../../ui/page.css';
import '../handovers.css';

/** The calm frame of pages for who has a link and no account. */
export function PublicFrame({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useLingui();
  const dark = useIsDark();
  const german = i18n.locale === 'de';
  return (
    <div className="public">
      <header className="public-top">
        <Brand size="large" />
        <div className="row">
          <Button
            size="small"
            variant="quiet"
            aria-label={german ? 'Switch to English' : 'Auf Deutsch umstellen'}
            onPress={() => chooseBeforeSignIn({ language: german ? 'en' : 'de' })}
          >
            {german ? 'English' : 'Deutsch'}
          </Button>
          <IconButton
            icon={dark ? Sun : Moon}
            label={dark ? t`Helle Darstellung` : t`Dunkle Darstellung`}
            onPress={() => chooseBeforeSignIn({ theme: dark ? 'light' : 'dark' })}
          />
        </div>
      </header>
      <main className="public-main stack">{children}</main>
      <footer className="public-foot muted">
        <Trans>Freie Software unter der EUPL 1.2. Diese Seite lädt nichts von Dritten.</Trans>
      </footer>
    </div>
  );
}
