import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
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

/** Compressed once and well, beside each file; the server hands it over as it is. */
const smaller: Plugin = {
  name: 'smaller',
  apply: 'build',
  writeBundle: ({ dir = '' }) => {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((each) => /\.(js|mjs|css|html|svg)$/.test(each))) {
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(readFileSync(join(dir, name))));
    }
  },
};

function tag(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' };
}

export default defineConfig({
  plugins: [mapAtOnce, smaller],
  resolve: {
    alias: [
      // MapLibre is built from the sources in its package, so that the reader of a tile format that this page never
      // meets, what only its worker uses, and what draws a globe, relief or towers stay out: with them the page is
      // over its 300 kB, and a slow processor has more to read before there is a map.
      { find: /^maplibre-gl$/, replacement: here('./node_modules/maplibre-gl/src/index.ts') },
      { find: 'bidi-js', replacement: here('./src/map/without-bidi.ts') },
      { find: '@maplibre/mlt', replacement: here('./src/map/without-mlt.ts') },
      { find: /^(\.|\.\.\/style)\/validate_style\.ts$/, replacement: here('./src/map/without-validation.ts') },
      {
        find: /^\.\/(globe_projection|globe_transform|globe_camera_helper|vertical_perspective_(camera_helper|projection|transform))\.ts$/,
        replacement: here('./src/map/without-globe.ts'),
      },
      { find: /^\.\/draw_(heatmap|fill_extrusion|hillshade|color_relief|sky)\.ts$/, replacement: here('./src/map/without-drawing.ts') },
      {
        find: /^\.\/glsl\/(heatmap|color_relief|hillshade|fill_extrusion)\w*\.(vertex|fragment)\.glsl\.g\.ts$/,
        replacement: here('./src/map/without-shader.ts'),
      },
      // A frame of this map takes two fifths less time than MapLibre's own.
      { find: 'maplibre-frame', replacement: here('./node_modules/maplibre-gl/src/render/frame_render_context.ts') },
      { find: /^\.\/frame_render_context\.ts$/, replacement: here('./src/map/shared-masks.ts') },
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
