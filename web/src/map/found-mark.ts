// The mark of what was found by its name and is no area, above all other layers. It is added when something is first found.
import { GeoJSONSource, type Map as MapLibreMap } from 'maplibre-gl';
import type { FoundPlace } from '../api/types.ts';
import type { State } from '../state.ts';

const source = 'gevonden';

/** A place stays marked on the maps that a search leads to. */
export function showFound(map: MapLibreMap, { found, view }: State): void {
  const place = view === 'kaart' || view === 'probeer' ? found : null;
  const present = map.getSource(source);
  if (present instanceof GeoJSONSource) present.setData(marked(place));
  else if (place !== null) add(map, place);
}

function add(map: MapLibreMap, place: FoundPlace): void {
  map.addSource(source, { type: 'geojson', data: marked(place) });
  map.addLayer({
    id: 'gevonden-rand', type: 'circle', source,
    paint: { 'circle-radius': 21, 'circle-opacity': 0, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 7 },
  });
  map.addLayer({
    id: source, type: 'circle', source,
    paint: { 'circle-radius': 22.5, 'circle-color': '#0b5f66', 'circle-opacity': 0.12, 'circle-stroke-color': '#084a50', 'circle-stroke-width': 3.5 },
  });
  map.addLayer({
    id: 'gevonden-naam', type: 'symbol', source,
    layout: {
      'text-field': ['get', 'naam'], 'text-font': ['Nabij Kaart Bold'], 'text-size': 14, 'text-anchor': 'top', 'text-offset': [0, 2.1], 'text-max-width': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': '#16262b', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
  });
}

function marked(place: FoundPlace | null): Exclude<Parameters<GeoJSONSource['setData']>[0], string> {
  const features = place === null ? [] : [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [...place.middle] }, properties: { naam: place.name } }];
  return { type: 'FeatureCollection', features };
}
