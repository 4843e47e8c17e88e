import { Trans, useLingui } from '@lingui/react/macro';
import { Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { notices } from '../../notices.ts';
import { chooseBeforeSignIn } from '../../session/chosen-before.ts';
import { useIsDark } from '../../session/theme.ts';
import { Brand } from '../../shell/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import '../../ui/page.css';
import { SignInPicture } from './sign-in-picture.tsx';
import './sign-in.css';

/** What the law asks for, where somebody has said where it stands. */
function Notices() {
  const { t } = useLingui();
  const { imprint, privacy } = notices();
  if (imprint === undefined && privacy === undefined) return null;
  return (
    <nav aria-label={t`Rechtliches`}>
      {imprint !== undefined && <a href={imprint}>{t`Impressum`}</a>}
      {privacy !== undefined && <a href={privacy}>{t`Datenschutz`}</a>}
    </nav>
  );
}

/** The frame of pages before the sign-in: a picture, a form, language and theme. */
export function SignInFrame({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useLingui();
  const dark = useIsDark();
  const german = i18n.locale === 'de';
  return (
    <div className="sign-in">
      <SignInPicture />
      <main className="sign-in-main">
        <div className="sign-in-top">
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
        <div className="sign-in-form">
          <Brand size="large" />
          {children}
        </div>
        <footer className="sign-in-foot muted">
          <p>
            <Trans>Freie Software unter der EUPL 1.2. Diese Seite lädt nichts von Dritten.</Trans>
          </p>
          <Notices />
        </footer>
      </main>
    </div>
  );
}
