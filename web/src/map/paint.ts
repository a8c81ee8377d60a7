// The answer on the map: each area gets its class, each class its colour, both from the server.
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Answer } from '../api/types.ts';
import type { State } from '../state.ts';
import { backgroundMap, classLayer, classOfArea, overBackgroundMap } from './layers.ts';

const noColour = 'rgba(0, 0, 0, 0)';

/** Shows an answer; one that is being replaced fades, one that failed leaves nothing behind. */
export function paintAnswer(map: MapLibreMap, remote: State['answer']): void {
  const whole = map.getLayer(backgroundMap) === undefined ? 1 : overBackgroundMap;
  map.setPaintProperty(classLayer, 'fill-opacity', remote.kind === 'asked' ? 0.45 * whole : whole);
  if (remote.kind === 'known') paint(map, remote.value);
  else if (remote.kind === 'failed') map.removeFeatureState({ source: 'gebieden', sourceLayer: 'gebieden' });
}

function paint(map: MapLibreMap, answer: Answer): void {
  for (const { code, classNumber } of answer.areas) {
    map.setFeatureState({ source: 'gebieden', sourceLayer: 'gebieden', id: code }, { klasse: classNumber });
  }
  map.setPaintProperty(classLayer, 'fill-color', colours(answer));
}

/** The colour of each class, as it stands in the style. */
export function colours(answer: Answer): ExpressionSpecification | string {
  return answer.classes.reduceRight<ExpressionSpecification | string>(
    (otherwise, { number, colour }) => ['case', ['==', classOfArea, number], colour, otherwise],
    noColour,
  );
}
