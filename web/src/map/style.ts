// The style of the map at the start: sources of our own server, all layers, no glyphs and no sprite.
// Without a glyphs address MapLibre draws letters with the fonts of the page, so labels need no network.
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { normParameters } from '../api/question.ts';
import type { Answer, Bounds, Study } from '../api/types.ts';
import { layerNames, type LayerName, type Question } from '../state.ts';
import { symbolImage } from './images.ts';
import { backgroundMap, barriers, candidates, classLayer, clusters, crossings, firstLayers, mapLayers } from './layers.ts';
import { colours } from './paint.ts';

/** The sources whose tiles depend on the question. The outlines of areas do not: their class is set from the answer. */
export const askedSources: readonly string[] = ['voorzieningen', 'witte_vlekken', 'dekking'];

/** Finer tiles than this add nothing that can be seen. */
const finestTile = 14;

/** A question, and the plan under which it is asked. */
export type TilesAsked = Pick<Question, 'kind' | 'age' | 'norm'> & { readonly scenario?: string | null };

export function styleOf(study: Study, question: TilesAsked, layers: readonly LayerName[]): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {
    achtergrond: { type: 'vector', tiles: [`${location.origin}/v1/achtergrond/tiles/WebMercatorQuad/{z}/{y}/{x}`], maxzoom: finestTile },
    gebieden: { ...collection('gebieden', { ...question, scenario: null }, study.bounds), promoteId: { gebieden: 'code' } },
  };
  for (const name of askedSources) sources[name] = collection(name, question, study.bounds);
  for (const name of [candidates, clusters, barriers, crossings]) sources[name] = collection(name, null, study.bounds);
  const elsewhere = study.backgroundMap;
  if (elsewhere !== null) sources[backgroundMap] = { type: 'raster', tiles: [elsewhere.address], tileSize: 256, attribution: elsewhere.attribution };
  const present = new Set(elsewhere === null ? study.basemapLayers : []);
  return {
    version: 8,
    // A change is there at once: a map that is drawn without a graphics card has no time for frames in between.
    transition: { duration: 0, delay: 0 },
    sources,
    layers: withBackground(elsewhere === null, mapLayers
      .filter(({ spec }) => !('source' in spec) || spec.source !== 'achtergrond' || present.has(spec['source-layer'] ?? ''))
      .map(({ spec, choice }) => (choice === null || layers.some((name) => name === choice) ? marked(spec, study)
        : hidden(marked(spec, study))))),
  };
}

/** All layers and sources, of which only the first are drawn: what waits takes no tiles. The colours of an answer that is known
 * are in it, as tiles are read anew when they change. */
export function firstStyle(study: Study, question: Question, answer: Answer | null): StyleSpecification {
  const style = styleOf(study, question, layerNames);
  const withColours = (layer: LayerSpecification): LayerSpecification =>
    (layer.type !== 'fill' || layer.id !== classLayer || answer === null ? layer : { ...layer, paint: { ...layer.paint, 'fill-color': colours(answer) } });
  return {
    ...style,
    layers: style.layers.map((layer) => (firstLayers.includes(layer.id) ? withColours(layer) : hidden(layer))),
  };
}

function hidden(layer: LayerSpecification): LayerSpecification {
  return { ...layer, layout: { ...layer.layout, visibility: 'none' } };
}

/** Facilities carry the mark of their kind; the letter of their tile is that of several kinds. */
function marked(layer: LayerSpecification, { kinds }: Study): LayerSpecification {
  if (layer.type !== 'symbol' || layer.source !== 'voorzieningen') return layer;
  const marks = Object.fromEntries(kinds.map(({ code, letter }) => [code, letter]));
  const mark: ExpressionSpecification = ['coalesce', ['get', ['get', 'soort'], ['literal', marks]], ['get', 'letter']];
  return { ...layer, layout: { ...layer.layout, 'icon-image': ['concat', symbolImage, ['get', 'vorm'], ':', mark] } };
}

/** The ground stays below, for where the other map has no tiles. */
function withBackground(isOwn: boolean, layers: LayerSpecification[]): LayerSpecification[] {
  const [ground, ...others] = layers;
  if (isOwn || ground === undefined) return layers;
  return [ground, { id: backgroundMap, type: 'raster', source: backgroundMap }, ...others];
}

export function tileAddress(collectionName: string, question: TilesAsked | null): string {
  return `${location.origin}/v1/collections/${collectionName}/tiles/WebMercatorQuad/{z}/{y}/{x}${question === null ? '' : `?${parameters(question)}`}`;
}

function parameters({ kind, age, scenario, ...chosen }: TilesAsked): URLSearchParams {
  return new URLSearchParams({ voorziening: kind, leeftijd: age, ...normParameters(chosen), ...(typeof scenario === 'string' ? { scenario } : {}) });
}

function collection(name: string, question: TilesAsked | null, bounds: Bounds): Extract<SourceSpecification, { type: 'vector' }> {
  return { type: 'vector', tiles: [tileAddress(name, question)], maxzoom: finestTile, bounds: [...bounds] };
}
