// Stands in for `bidi-js` (see vite.config.ts): text is laid out in the worker, which has its own and lays out every
// script; what the page itself carries of it is never called.

export type BidiCharTypeName = string;

export default function bidiFactory() {
  return { getBidiCharTypeName: elsewhere, getMirroredCharacter: elsewhere, getEmbeddingLevels: elsewhere };
}

function elsewhere(): never {
  throw new Error('text is laid out in the worker');
}
