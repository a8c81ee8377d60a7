import { fileURLToPath } from 'node:url';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The map and the letters of its names are wanted at once; without this the browser would hear of them one after the other. */
const mapAtOnce: Plugin = {
  name: 'map-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (page, { bundle }) => {
      const files = Object.values(bundle ?? {});
      const map = files.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/map/map.ts'));
      const font = files.find(({ fileName }) => /source-sans-3-latin-wght-normal.*woff2$/.test(fileName));
      const scripts = map?.type === 'chunk' ? [map.fileName, ...map.imports].filter((file) => !page.includes(file)) : [];
      return [
        ...scripts.map((file) => tag({ rel: 'modulepreload', href: `/${file}` })),
        ...(font === undefined ? [] : [tag({ rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font.fileName}` })]),
      ];
    },
  },
};

function tag(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' };
}

export default defineConfig({
  plugins: [mapAtOnce],
  resolve: {
    alias: [
      // MapLibre is built from the sources in its package, so that the reader of a tile format that this page never
      // meets, and what only its worker uses, stay out: with them the page is over its 300 kB.
      { find: /^maplibre-gl$/, replacement: here('./node_modules/maplibre-gl/src/index.ts') },
      { find: 'bidi-js', replacement: here('./src/map/without-bidi.ts') },
      { find: '@maplibre/mlt', replacement: here('./src/map/without-mlt.ts') },
      {
        find: /^\.\/glsl\/(heatmap|color_relief|hillshade|fill_extrusion)\w*\.(vertex|fragment)\.glsl\.g\.ts$/,
        replacement: here('./src/map/without-shader.ts'),
      },
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
