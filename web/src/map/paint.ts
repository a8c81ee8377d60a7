// The answer on the map: each area gets its class, each class its colour, both from the server.
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Answer } from '../api/types.ts';
import { classLayer, classOfArea } from './layers.ts';

const noColour = 'rgba(0, 0, 0, 0)';

export function paintAnswer(map: MapLibreMap, answer: Answer | null): void {
  if (answer === null) return;
  for (const { code, classNumber } of answer.areas) {
    map.setFeatureState({ source: 'gebieden', sourceLayer: 'gebieden', id: code }, { klasse: classNumber });
  }
  map.setPaintProperty(classLayer, 'fill-color', colours(answer));
}

function colours(answer: Answer): ExpressionSpecification | string {
  return answer.classes.reduceRight<ExpressionSpecification | string>(
    (otherwise, { number, colour }) => ['case', ['==', classOfArea, number], colour, otherwise],
    noColour,
  );
}
