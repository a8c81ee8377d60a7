import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The map and the letters of its names are wanted at once; without this the browser would hear of them one after the other. */
const mapAtOnce: Plugin = {
  name: 'map-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (page, { bundle = {} }) => {
      const font = Object.keys(bundle).find((fileName) => /source-sans-3-latin-wght-normal.*woff2$/.test(fileName));
      const scripts = wantedAtOnce(bundle).filter(({ fileName }) => !page.includes(fileName));
      return [
        ...scripts.map(({ fileName }) => tag({ rel: 'modulepreload', href: `/${fileName}` })),
        ...(font === undefined ? [] : [tag({ rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}` })]),
      ];
    },
  },
  // Most of what they say is called before there is a map: Chromium then reads it while it comes in, and once.
  generateBundle: {
    order: 'post',
    handler: (_, bundle) => {
      for (const chunk of wantedAtOnce(bundle)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
    },
  },
};

/** What begins the page, the map, and what these need. */
function wantedAtOnce(bundle: Rolldown.OutputBundle): readonly Rolldown.OutputChunk[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const first = chunks.filter((chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith('/src/map/map.ts'));
  const wanted = new Set(first.flatMap((chunk) => [chunk.fileName, ...chunk.imports]));
  return chunks.filter(({ fileName }) => wanted.has(fileName));
}

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

/** The class names of the Utrecht component library that this page gives; what its style sheets say of others stays out. */
const componentNames = new Set(
  [here('./index.html'), ...readdirSync(here('./src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => here(`./src/${name}`))]
    .flatMap((file) => readFileSync(file, 'utf8').match(/utrecht-[\w-]+/g) ?? []),
);

/** Whether a selector can meet something on this page. */
function isMet(selector: string): boolean {
  const asked = selector.replaceAll(/:not\([^)]*\)/g, '').match(/\.[\w-]+/g) ?? [];
  return asked.every((name) => componentNames.has(name.slice(1)));
}

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
  css: {
    postcss: {
      plugins: [{
        postcssPlugin: 'used-components',
        Rule: (rule) => {
          if (rule.source?.input.file?.includes('/@utrecht/') !== true || rule.selectors.every(isMet)) return;
          if (rule.selectors.some(isMet)) rule.selectors = rule.selectors.filter(isMet);
          else rule.remove();
        },
      }],
    },
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
