// The style of the map at the start: sources of our own server, all layers, no glyphs and no sprite.
// Without a glyphs address MapLibre draws letters with the fonts of the page, so labels need no network.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Bounds, Study } from '../api/types.ts';
import type { LayerName, Question } from '../state.ts';
import { backgroundMap, barriers, candidates, clusters, crossings, mapLayers } from './layers.ts';

/** The sources whose tiles depend on the question. The outlines of areas do not: their class is set from the answer. */
export const askedSources: readonly string[] = ['voorzieningen', 'witte_vlekken', 'dekking'];

/** Finer tiles than this add nothing that can be seen. */
const finestTile = 14;

export function styleOf(study: Study, question: Question, layers: readonly LayerName[]): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {
    achtergrond: { type: 'vector', tiles: [`${location.origin}/v1/achtergrond/tiles/WebMercatorQuad/{z}/{y}/{x}`], maxzoom: finestTile },
    gebieden: { ...collection('gebieden', question, study.bounds), promoteId: { gebieden: 'code' } },
  };
  for (const name of askedSources) sources[name] = collection(name, question, study.bounds);
  for (const name of [candidates, clusters, barriers, crossings]) sources[name] = collection(name, null, study.bounds);
  const elsewhere = study.backgroundMap;
  if (elsewhere !== null) sources[backgroundMap] = { type: 'raster', tiles: [elsewhere.address], tileSize: 256, attribution: elsewhere.attribution };
  const present = new Set(elsewhere === null ? study.basemapLayers : []);
  return {
    version: 8,
    sources,
    layers: withBackground(elsewhere === null, mapLayers
      .filter(({ spec }) => !('source' in spec) || spec.source !== 'achtergrond' || present.has(spec['source-layer'] ?? ''))
      .map(({ spec, choice }) => (choice === null || layers.some((name) => name === choice) ? spec
        : { ...spec, layout: { ...spec.layout, visibility: 'none' } }))),
  };
}

/** The ground stays below, for where the other map has no tiles. */
function withBackground(isOwn: boolean, layers: LayerSpecification[]): LayerSpecification[] {
  const [ground, ...others] = layers;
  if (isOwn || ground === undefined) return layers;
  return [ground, { id: backgroundMap, type: 'raster', source: backgroundMap }, ...others];
}

export function tileAddress(collectionName: string, question: Question | null): string {
  const parameters = question === null ? '' : `?${new URLSearchParams({ voorziening: question.kind, leeftijd: question.age })}`;
  return `${location.origin}/v1/collections/${collectionName}/tiles/WebMercatorQuad/{z}/{y}/{x}${parameters}`;
}

function collection(name: string, question: Question | null, bounds: Bounds): Extract<SourceSpecification, { type: 'vector' }> {
  return { type: 'vector', tiles: [tileAddress(name, question)], maxzoom: finestTile, bounds: [...bounds] };
}
