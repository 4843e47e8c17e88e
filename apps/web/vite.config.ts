import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { keepLanguages } from './keep-languages.ts';

const browsers = ['chrome123', 'firefox128', 'safari17.5'];

// Babel touches only the files that use a macro: the plugin's own native transform lacks binaries in some registries.
const macros = babel({
  presets: [
    {
      preset: () => ({ plugins: ['@lingui/babel-plugin-lingui-macro'] }),
      rolldown: { filter: { code: /@lingui\/(?:core|react)\/macro/ } },
    },
  ],
});

const framework =
  /node_modules[\\/](?:react|react-dom|scheduler|@tanstack[\\/](?:history|query|react-query|react-router|router|store|react-store)[^\\/]*|@lingui[\\/][^\\/]+)[\\/]/;
const ui =
  /node_modules[\\/](?:react-aria|react-stately|@react-)|apps[\\/]web[\\/]src[\\/](?:ui|session|api|i18n)[\\/](?!locales)/;

export default defineConfig({
  plugins: [macros, react(), lingui({ failOnCompileError: true }), keepLanguages(['de-DE', 'en-US'])],
  build: {
    target: browsers,
    // Kept as written: lowering light-dark() would make variables that follow the wrong element.
    cssTarget: browsers,
    // Data addresses would need font-src data: in the content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The app, and the small pages for who has a link and no account.
      input: { index: 'index.html', link: 'link.html', answer: 'answer.html', invitation: 'invitation.html' },
      output: {
        // Few files at the start instead of forty: what every page needs, and what every signed-in page needs.
        codeSplitting: {
          groups: [
            // One file a language, however many rooms have a catalogue.
            { name: 'words-de', test: /locales[\\/]de\.po$/, priority: 3 },
            { name: 'words-en', test: /locales[\\/]en\.po$/, priority: 3 },
            // What the small pages share with the app must not bring the app.
            { name: 'theme', test: /styles[\\/]theme-choice|src[\\/]notices/, priority: 3 },
            { name: 'framework', test: framework, priority: 2 },
            { name: 'ui', test: ui, minShareCount: 4, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/index.php', '/remote.php', '/ocs', '/status.php'].map((path) => [path, 'http://127.0.0.1:8080']),
    ),
  },
});
