import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

/** react-aria speaks the language that the app speaks. */
export function AriaLocale({ children }: { readonly children: ReactNode }) {
  const { i18n } = useLingui();
  return <I18nProvider locale={i18n.locale === 'en' ? 'en-GB' : 'de-DE'}>{children}</I18nProvider>;
}
