import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { activateLocale, preferredLocale } from './i18n/locale.ts';
import { reloadAfterUpdate } from './reload-after-update.ts';
import { router } from './router.tsx';
import { applyTheme, currentTheme } from './session/theme.ts';
import { StepUpDialog } from './session/step-up-dialog.tsx';
import { AriaLocale } from './shell/aria-locale.tsx';
import { ToastRegion } from './ui/toast-region.tsx';

reloadAfterUpdate();
applyTheme(currentTheme());
await activateLocale(preferredLocale());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <AriaLocale>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <StepUpDialog />
          <ToastRegion />
        </QueryClientProvider>
      </AriaLocale>
    </I18nProvider>
  </StrictMode>,
);
