import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      // MapLibre is built from the sources in its package, so that the reader of a tile format that this page never
      // meets, and what only its worker uses, stay out: with them the page is over its 300 kB.
      { find: /^maplibre-gl$/, replacement: here('./node_modules/maplibre-gl/src/index.ts') },
      { find: 'bidi-js', replacement: here('./src/map/without-bidi.ts') },
      { find: '@maplibre/mlt', replacement: here('./src/map/without-mlt.ts') },
    ],
  },
  // MapLibre's sources count on fields without a value being mere declarations.
  oxc: { typescript: { removeClassFieldsWithoutInitializer: true }, assumptions: { setPublicClassFields: true } },
  build: {
    target: 'es2022',
    // The page is served under `default-src 'self'`: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // MapLibre alone is larger than Vite's warning size; the browser test guards the real limit.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: { '/v1': 'http://127.0.0.1:8080', '/health': 'http://127.0.0.1:8080' },
  },
  test: { include: ['src/**/*.test.ts'] },
});
