import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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

export default defineConfig({
  plugins: [macros, react(), lingui({ failOnCompileError: true })],
  build: {
    target: browsers,
    // Kept as written: lowering light-dark() would make variables that follow the wrong element.
    cssTarget: browsers,
    // Data addresses would need font-src data: in the content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/index.php', '/remote.php', '/ocs', '/status.php'].map((path) => [path, 'http://127.0.0.1:8080']),
    ),
  },
});
