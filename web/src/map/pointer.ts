// Mouse and finger on the map: hover shows, a click explains.
import type { MapGeoJSONFeature, Map as MapLibreMap, Point } from 'maplibre-gl';
import { valueOf } from '../remote.ts';
import type { Place, Pointed, State } from '../state.ts';
import type { Store } from '../store.ts';
import { facilityLayers, hitLayer } from './layers.ts';

export function listenForPointer(map: MapLibreMap, store: Store): void {
  map.on('mousemove', ({ point }) => {
    const pointed = pointedAt(map, point, store.current());
    map.getCanvas().style.cursor = pointed === null ? '' : 'pointer';
    if (pointed !== null || store.current().pointed !== null) store.send({ kind: 'pointed', pointed });
  });
  map.on('mouseout', () => store.send({ kind: 'pointed', pointed: null }));
  map.on('click', ({ point }) => {
    const code = codeOf(map.queryRenderedFeatures(point, { layers: [hitLayer] })[0]);
    if (code !== null) store.send({ kind: 'area-chosen', code });
  });
}

export function placeOf(map: MapLibreMap, { x, y }: { x: number; y: number }): Place {
  return { x, y, width: map.getContainer().clientWidth };
}

export function codeOf(feature: MapGeoJSONFeature | undefined): string | null {
  const code: unknown = feature?.properties['code'];
  return typeof code === 'string' ? code : null;
}

function pointedAt(map: MapLibreMap, point: Point, state: State): Pointed | null {
  const place = placeOf(map, point);
  const facility = map.queryRenderedFeatures(point, { layers: [...facilityLayers] })[0];
  if (facility !== undefined) return { kind: 'facility', ...facilityWords(facility, state), place };
  const code = codeOf(map.queryRenderedFeatures(point, { layers: [hitLayer] })[0]);
  return code === null ? null : { kind: 'area', code, place, by: 'mouse' };
}

function facilityWords(feature: MapGeoJSONFeature, state: State): { name: string; kinds: string } {
  const study = valueOf(state.study);
  const codes = String(feature.properties['soorten'] ?? '').split(',');
  const names = codes.map((code) => study?.kinds.find((kind) => kind.code === code)?.singular ?? code);
  return { name: String(feature.properties['naam'] ?? ''), kinds: names.join(', ') };
}
