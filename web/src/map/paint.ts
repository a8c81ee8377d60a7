// The answer on the map: each area gets its class, each class its colour, both from the server.
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Answer } from '../api/types.ts';
import type { State } from '../state.ts';
import { backgroundMap, classLayer, classOfArea, overBackgroundMap } from './layers.ts';

const noColour = 'rgba(0, 0, 0, 0)';

/** A fade shows that something takes long, so it waits for that, in milliseconds. */
const patience = 150;

/** How much of the classes is seen: from now on, or once something takes long; what is set in between calls that off. Frames
 * that nobody needs hold up the one that somebody waits for, so nothing is drawn meanwhile. */
export type ClassOpacity = (opacity: number, when: 'now' | 'slow') => void;

export function classOpacityOf(map: MapLibreMap): ClassOpacity {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const set = (opacity: number): void => { map.setPaintProperty(classLayer, 'fill-opacity', opacity); };
  return (opacity, when) => {
    clearTimeout(waiting);
    if (when === 'now') set(opacity);
    else waiting = setTimeout(() => set(opacity), patience);
  };
}

/** Shows an answer; one that is being replaced fades, one that failed leaves nothing behind. */
export function paintAnswer(map: MapLibreMap, remote: State['answer'], setOpacity: ClassOpacity): void {
  const whole = map.getLayer(backgroundMap) === undefined ? 1 : overBackgroundMap;
  if (remote.kind === 'asked') setOpacity(0.45 * whole, 'slow');
  else setOpacity(whole, 'now');
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
