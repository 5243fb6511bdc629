import { copyFileSync } from 'node:fs';
import { defineConfig } from 'vite';

// What other sites load: one file each, at an address that stays, with nothing in it but our own.
const outDir = '../../../target/webui/META-INF/resources/embed';

export default defineConfig({
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'embed/notice.ts', name: 'habeasNotice', formats: ['iife'], fileName: () => 'notice.js' },
  },
  plugins: [
    {
      name: 'page-to-look-at-it',
      closeBundle: () => copyFileSync('embed/example.html', `${outDir}/example.html`),
    },
  ],
});
