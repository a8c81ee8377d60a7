// The places of an answer about where to build on the map: which of them are drawn, with the letters of the plan.
import type { ExpressionSpecification, FilterSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { valueOf } from '../remote.ts';
import { planLetter, sitePlaces } from '../site-places.ts';
import type { State } from '../state.ts';
import { placeImage } from './images.ts';
import { placeLayers } from './layers.ts';

export function showPlaces(map: MapLibreMap, state: State): void {
  const answer = valueOf(state.siteAnswer)?.answer;
  const { planned, others, facilities, areas } = answer === undefined ? { planned: [], others: [], facilities: [], areas: [] } : sitePlaces(answer);
  map.setFilter(placeLayers.planned, among('id', planned));
  map.setFilter(placeLayers.others, among('id', others));
  map.setFilter(placeLayers.facilities, among('id', facilities));
  map.setFilter(placeLayers.rings, among('id', facilities));
  map.setFilter(placeLayers.areas, among('code', areas));
  map.setFilter(placeLayers.open, among('id', state.site.place === null ? [] : [state.site.place]));
  if (planned.length > 0) map.setLayoutProperty(placeLayers.planned, 'icon-image', pictureOf(planned));
}

function among(field: string, values: readonly string[]): FilterSpecification {
  return ['in', ['get', field], ['literal', [...values]]];
}

function pictureOf(planned: readonly string[]): ExpressionSpecification {
  return planned.reduceRight<ExpressionSpecification>(
    (otherwise, id, index) => ['case', ['==', ['get', 'id'], id], `${placeImage}${planLetter(index)}`, otherwise],
    ['literal', placeImage],
  );
}
