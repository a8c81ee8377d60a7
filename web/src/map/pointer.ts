// Mouse and finger on the map: hover shows, a click explains.
import type { MapGeoJSONFeature, Map as MapLibreMap, Point } from 'maplibre-gl';
import { valueOf } from '../remote.ts';
import type { Place, Pointed, State } from '../state.ts';
import type { Store } from '../store.ts';
import { textsIn } from '../texts/texts.ts';
import { candidateLayer, crossingLayer, facilityLayers, hitLayer, placeLayers } from './layers.ts';

export function listenForPointer(map: MapLibreMap, store: Store): void {
  map.on('mousemove', ({ point }) => {
    if (store.current().view === 'probeer') return;
    const pointed = pointedAt(map, point, store.current());
    map.getCanvas().style.cursor = pointed === null ? '' : 'pointer';
    if (pointed !== null || store.current().pointed !== null) store.send({ kind: 'pointed', pointed });
  });
  map.on('mouseout', () => store.send({ kind: 'pointed', pointed: null }));
  map.on('click', ({ point }) => {
    if (store.current().view === 'probeer') return;
    if (store.current().view === 'bouwen') return openPlace(map, point, store);
    const code = codeOf(map.queryRenderedFeatures(point, { layers: [hitLayer] })[0]);
    if (code !== null) store.send({ kind: 'area-chosen', code });
  });
}

/** Opens the sheet of the place that was hit. */
function openPlace(map: MapLibreMap, point: Point, store: Store): void {
  const id = idOf(map.queryRenderedFeatures(point, { layers: [placeLayers.planned, placeLayers.others] })[0]);
  if (id !== null) store.send({ kind: 'site-set', settings: { ...store.current().site, place: id } });
}

export function placeOf(map: MapLibreMap, { x, y }: { x: number; y: number }): Place {
  return { x, y, width: map.getContainer().clientWidth };
}

export function codeOf(feature: MapGeoJSONFeature | undefined): string | null {
  const code: unknown = feature?.properties['code'];
  return typeof code === 'string' ? code : null;
}

function idOf(feature: MapGeoJSONFeature | undefined): string | null {
  const id: unknown = feature?.properties['id'];
  return typeof id === 'string' ? id : null;
}

function pointedAt(map: MapLibreMap, point: Point, state: State): Pointed | null {
  const place = placeOf(map, point);
  if (state.view === 'bouwen') return placeAt(map, point, state);
  const facility = map.queryRenderedFeatures(point, { layers: [...facilityLayers] })[0];
  const candidate = map.queryRenderedFeatures(point, { layers: [candidateLayer] })[0];
  if (facility !== undefined || candidate !== undefined) return { kind: 'facility', ...buildingWords(facility, candidate, state), place };
  const crossing = map.queryRenderedFeatures(point, { layers: [crossingLayer] })[0];
  if (crossing !== undefined) return { kind: 'facility', ...crossingWords(crossing, state), place };
  const code = codeOf(map.queryRenderedFeatures(point, { layers: [hitLayer] })[0]);
  return code === null ? null : { kind: 'area', code, place, by: 'mouse' };
}

/** What lies under the pointer of an answer about where to build. */
function placeAt(map: MapLibreMap, point: Point, state: State): Pointed | null {
  const place = placeOf(map, point);
  const building = map.queryRenderedFeatures(point, { layers: [placeLayers.planned, placeLayers.others] })[0];
  if (building !== undefined) return { kind: 'facility', name: String(building.properties['naam'] ?? ''), kinds: String(building.properties['wijk'] ?? ''), place };
  const facility = map.queryRenderedFeatures(point, { layers: [placeLayers.facilities] })[0];
  return facility === undefined ? null : { kind: 'facility', ...facilityWords(facility, state), place };
}

/** What is under the pointer of a facility and of the candidate that lies around it: both are told. */
function buildingWords(facility: MapGeoJSONFeature | undefined, candidate: MapGeoJSONFeature | undefined, state: State): { name: string; kinds: string } {
  const { legend } = textsIn(state.language);
  const building = String(candidate?.properties['naam'] ?? '');
  if (facility === undefined) return { name: building, kinds: legend.candidate };
  const { name, kinds } = facilityWords(facility, state);
  if (candidate === undefined) return { name, kinds };
  return { name, kinds: `${kinds}; ${legend.candidate}${building === name ? '' : `: ${building}`}` };
}

/** What a crossing is called, and who can pass it. */
function crossingWords({ properties }: MapGeoJSONFeature, state: State): { name: string; kinds: string } {
  const { map: texts } = textsIn(state.language);
  const said = (name: string): string => String(properties[name] ?? '');
  const word = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;
  const modes = said('vervoer').split(', ').filter((mode) => mode !== '').map((mode) => word(texts.modes, mode));
  return {
    name: [said('naam') || texts.crossing, word(texts.over, said('over'))].filter((each) => each !== '').join(', '),
    kinds: `${texts.passes(modes.join(', '))} ${word(texts.free, said('drempelvrij'))}`,
  };
}

export function facilityWords(feature: MapGeoJSONFeature, state: State): { name: string; kinds: string } {
  const study = valueOf(state.study);
  const codes = String(feature.properties['soorten'] ?? '').split(',');
  const names = codes.map((code) => study?.kinds.find((kind) => kind.code === code)?.singular ?? code);
  return { name: String(feature.properties['naam'] ?? ''), kinds: names.join(', ') };
}
