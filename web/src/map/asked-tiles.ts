// The tiles of a question, also when those of the question before are still on their way: MapLibre keeps what it was waiting
// for, whatever has been asked since (maplibre-gl-js issue 6251), so those are asked once more when they have come.
import { VectorTileSource, type Map as MapLibreMap } from 'maplibre-gl';
import { askedSources, tileAddress, type TilesAsked } from './style.ts';

/** Between two looks whether tiles are there, in milliseconds: a tile with nothing in it tells nobody that it has come. */
export const pause = 50;

/** Sources that still wait for tiles of an earlier question. */
const overtaken = new WeakSet<object>();

/** Once for each question, as a source that is asked again begins anew. */
export function askTiles(map: MapLibreMap, asked: TilesAsked): void {
  for (const name of askedSources) {
    const source = map.getSource(name);
    if (!(source instanceof VectorTileSource)) continue;
    const isWaiting = !map.isSourceLoaded(name);
    source.setTiles([tileAddress(name, asked)]);
    if (isWaiting && !overtaken.has(source)) askOnceMore(map, source);
  }
}

export function areTilesHere(map: MapLibreMap, names: readonly string[]): boolean {
  return names.every((name) => map.isSourceLoaded(name) && !overtaken.has(map.getSource(name) ?? {}));
}

function askOnceMore(map: MapLibreMap, source: VectorTileSource): void {
  overtaken.add(source);
  const looking = setInterval(() => {
    if (!map.isSourceLoaded(source.id)) return;
    clearInterval(looking);
    overtaken.delete(source);
    source.setTiles(source.tiles);
  }, pause);
  map.once('remove', () => clearInterval(looking));
}
