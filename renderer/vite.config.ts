import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Absolute asset addresses: deep links work over HTTP and under `sightglass://app/`, where the host is the root. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../build/renderer',
    emptyOutDir: true,
    // A `data:` address would be refused by `default-src 'self'`.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    target: 'es2022',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8731', '/health': 'http://127.0.0.1:8731' } },
});
