import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Built into the gateway's own classes; in development the gateway of the local stack answers /api.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../../target/webui/META-INF/resources',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/session', '/login', '/logout', '/policy'].map((path) => [path, 'http://localhost:8080']),
    ),
  },
});
