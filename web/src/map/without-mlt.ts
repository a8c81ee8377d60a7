// Stands in for `@maplibre/mlt` (see vite.config.ts): our server sends vector tiles as MVT and never as MLT.

export const GEOMETRY_TYPE = {};

export function decodeTile(): never {
  throw new Error('this page reads MVT tiles only');
}
