// How the changes of a plan look on the map, above all other layers.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

export const planSource = 'plan';
/** What can be clicked and dragged of a plan. */
export const planFacilities = 'plan-nieuw';

const ink = '#16262b';
const accent = '#0b5f66';
const accentDeep = '#084a50';
const bold = ['Nabij Kaart Bold'];

const layers: readonly LayerSpecification[] = [
  { id: 'plan-lijn-rand', type: 'line', source: planSource, filter: is('lijn'), layout: { 'line-cap': 'round' }, paint: { 'line-color': '#ffffff', 'line-width': 11 } },
  { id: 'plan-lijn', type: 'line', source: planSource, filter: is('lijn'), layout: { 'line-cap': 'round' }, paint: { 'line-color': accent, 'line-width': 6 } },
  {
    id: 'plan-verhuizing', type: 'line', source: planSource, filter: is('verhuizing'),
    paint: { 'line-color': accentDeep, 'line-width': 2.4, 'line-dasharray': [2.4, 1.8] },
  },
  {
    id: 'plan-woningen', type: 'circle', source: planSource, filter: is('woningen'),
    paint: { 'circle-radius': 17, 'circle-color': '#e3f0ef', 'circle-opacity': 0.85, 'circle-stroke-color': accentDeep, 'circle-stroke-width': 2 },
  },
  {
    id: 'plan-dicht', type: 'circle', source: planSource, filter: is('dicht'),
    paint: { 'circle-radius': 8, 'circle-color': '#ffffff', 'circle-stroke-color': ink, 'circle-stroke-width': 3 },
  },
  { id: 'plan-weg', type: 'symbol', source: planSource, filter: is('weg'), layout: symbol(1), paint: { 'icon-opacity': 0.4 } },
  { id: 'plan-nieuw-rand', type: 'circle', source: planSource, filter: is('nieuw'), paint: { 'circle-radius': 15, 'circle-color': '#ffffff', 'circle-stroke-color': accent, 'circle-stroke-width': 2.4 } },
  { id: planFacilities, type: 'symbol', source: planSource, filter: is('nieuw'), layout: symbol(1) },
  {
    id: 'plan-kruis', type: 'symbol', source: planSource, filter: is('kruis'),
    layout: { 'text-field': '×', 'text-font': bold, 'text-size': 34, 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: { 'text-color': ink, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
  },
  {
    id: 'plan-concept', type: 'circle', source: planSource, filter: is('concept'),
    paint: { 'circle-radius': 8, 'circle-color': '#ffffff', 'circle-stroke-color': accent, 'circle-stroke-width': 3 },
  },
  {
    id: 'plan-nummer-vlak', type: 'circle', source: planSource, filter: is('nummer'),
    paint: { 'circle-radius': 10.5, 'circle-color': accent, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1.8, 'circle-translate': [16, -16] },
  },
  {
    id: 'plan-nummer', type: 'symbol', source: planSource, filter: is('nummer'),
    layout: { 'text-field': ['get', 'nummer'], 'text-font': bold, 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: { 'text-color': '#ffffff', 'text-translate': [16, -16] },
  },
];

export function addPlanLayers(map: MapLibreMap): void {
  map.addSource(planSource, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  for (const layer of layers) map.addLayer(layer);
}

export function showPlanLayers(map: MapLibreMap, isShown: boolean): void {
  for (const { id } of layers) map.setLayoutProperty(id, 'visibility', isShown ? 'visible' : 'none');
}

function is(what: string): ExpressionSpecification {
  return ['==', ['get', 'wat'], what];
}

function symbol(size: number): Extract<LayerSpecification, { type: 'symbol' }>['layout'] & object {
  return { 'icon-image': ['get', 'icoon'], 'icon-size': size, 'icon-allow-overlap': true, 'icon-ignore-placement': true };
}
