// The map: made once the study is known, and then follows the state. It sends messages and knows no panel.
import { Map as MapLibreMap, ScaleControl, prewarm, setWorkerUrl } from 'maplibre-gl';
// Vite emits the worker as a file of our own origin; without this line no tile is ever drawn.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Study } from '../api/types.ts';
import { valueOf } from '../remote.ts';
import { questionOf } from '../asking-question.ts';
import { isSameNorm } from '../norm-choice.ts';
import { usualLayers, type LayerName, type Message, type Question, type State } from '../state.ts';
import type { Store } from '../store.ts';
import { textsIn } from '../texts/texts.ts';
import { askTiles } from './asked-tiles.ts';
import { followCamera, showArea, showWhole, startView, zoomBy } from './camera.ts';
import { showFound } from './found-mark.ts';
import { addImages, addSymbol } from './images.ts';
import { showLayer } from './hidden-layers.ts';
import { listenForKeys } from './keyboard.ts';
import { chosenLayers, firstLayers, isNeighbourhood, laterSources, mapLayers, nameLayer, pointedLayer } from './layers.ts';
import { framesOf, type Frames } from './one-frame.ts';
import { classOpacityOf, paintAnswer, type ClassOpacity } from './paint.ts';
import { showPlaces } from './places.ts';
import { listenForPointer } from './pointer.ts';
import { firstStyle } from './style.ts';

declare global {
  interface Window {
    /** For the browser test, which counts what is drawn. */
    nabijMap?: MapLibreMap;
  }
}

const fonts = ['700 12px "Source Sans 3 Variable"', '600 24px "Nabij Kaart Semibold"'];

/** So long the map waits for the first answer, in milliseconds. */
const patience = 1500;

/** Between two looks whether the map is drawn, and how long it is waited for, in milliseconds. */
const pause = 25;
const longest = 3000;

export function startMap(container: HTMLElement, store: Store): void {
  setWorkerUrl(workerUrl);
  // The worker reads its script while the study is on its way.
  prewarm();
  let waiting = true;
  let isPatient = true;
  const startWhenKnown = (state: State): void => {
    const study = valueOf(state.study);
    const question = questionOf(state);
    // With the answer the map is drawn once; for a slow one it does not wait long.
    if (!waiting || study === null || question === null || (isPatient && state.answer.kind === 'asked')) return;
    waiting = false;
    void Promise.all(fonts.map((font) => document.fonts.load(font)))
      .catch(() => undefined) // Without the font the labels are drawn in another one.
      .then(() => makeMap(container, study, question, store));
  };
  store.subscribe(startWhenKnown);
  startWhenKnown(store.current());
  setTimeout(() => {
    isPatient = false;
    startWhenKnown(store.current());
  }, patience);
}

function makeMap(container: HTMLElement, study: Study, question: Question, store: Store): void {
  try {
    const map = new MapLibreMap({
      container,
      style: firstStyle(study, question, valueOf(store.current().answer)),
      ...startView(container, study, store.current().camera),
      attributionControl: false,
      // Names that fade in keep the map drawing long after it could be used.
      fadeDuration: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
    });
    window.nabijMap = map;
    prepare(map, study, question, store);
  } catch (error) {
    console.warn('the map cannot be drawn', error);
    store.send({ kind: 'map-failed' });
  }
}

function prepare(map: MapLibreMap, study: Study, question: Question, store: Store): void {
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: Math.min(120, map.getContainer().clientWidth / 5) }), 'top-left');
  map.setMissingStyleImageResolver((name) => addSymbol(map, name));
  map.on('error', (event) => console.warn(event.error.message));
  map.once('style.load', () => {
    const frames = framesOf(map);
    addImages(map);
    const setOpacity = classOpacityOf(map);
    synchronise(map, question, store.current(), setOpacity);
    showLaterLayers(map, store);
    store.subscribe((state, before, message) => {
      if (state.answer !== before.answer) paintAnswer(map, state.answer, setOpacity);
      follow(map, study, state, before, message);
    });
    listenForPointer(map, store);
    listenForKeys(map, store);
    followCamera(map, store.send);
    drawPlansWhenAsked(map, study, store, { setOpacity, frames });
  });
}

/** What follows on the first layers comes one source after the other, so that a click in between is heard. */
function showLaterLayers(map: MapLibreMap, store: Store): void {
  let waiting = laterSources;
  const show = (state: State): void => showLayers(map, state, waiting);
  const next = (): void => {
    waiting = waiting.slice(1);
    show(store.current());
    if (waiting.length > 0) whenDrawn(map, next);
  };
  whenDrawn(map, next);
  store.subscribe((state, before) => { if (state.layers !== before.layers || state.view !== before.view) show(state); });
}

/** Looks whether all that is asked is drawn, as a tile with nothing in it tells nobody; goes on without what takes too long. */
function whenDrawn(map: MapLibreMap, then: () => void): void {
  const end = performance.now() + longest;
  const look = (): void => {
    if (map.loaded() || performance.now() > end) then();
    else setTimeout(look, pause);
  };
  setTimeout(look, pause);
}

/** What draws plans comes with the view that needs it. */
function drawPlansWhenAsked(map: MapLibreMap, study: Study, store: Store, brush: { readonly setOpacity: ClassOpacity; readonly frames: Frames }): void {
  let asked = false;
  const whenNeeded = ({ view }: State): void => {
    if (asked || view !== 'probeer') return;
    asked = true;
    // What did not come is asked for again with the next step.
    void import('./plan/plan-map.ts').then(({ startPlanMap }) => startPlanMap(map, study, store, brush), () => { asked = false; });
  };
  store.subscribe(whenNeeded);
  whenNeeded(store.current());
}

/** Catches up with what has changed since the style was made. */
function synchronise(map: MapLibreMap, question: Question, state: State, setOpacity: ClassOpacity): void {
  const current = questionOf(state);
  if (current !== null && isOtherQuestion(current, question)) askTiles(map, current);
  paintAnswer(map, state.answer, setOpacity);
  outline(map, state);
  showPlaces(map, state);
  showFound(map, state);
  label(map, state);
}

function follow(map: MapLibreMap, study: Study, state: State, before: State, message: Message): void {
  const question = questionOf(state);
  const previous = questionOf(before);
  // The tiles of a plan are asked by what draws plans.
  const isOfPlan = state.view === 'probeer' && state.scenario !== null;
  if (question !== null && previous !== null && !isOfPlan && isOtherQuestion(question, previous)) askTiles(map, question);
  if (state.siteAnswer !== before.siteAnswer || state.site.place !== before.site.place) showPlaces(map, state);
  if (state.found !== before.found || state.view !== before.view) showFound(map, state);
  // While another view was open the map had no size.
  if (state.view !== before.view) map.resize();
  if (state.area !== before.area || state.view !== before.view || pointedArea(state) !== pointedArea(before)) outline(map, state);
  if (state.area !== before.area && state.area !== null && (state.view === 'kaart' || state.view === 'probeer')) showArea(map, study, state.area);
  if (state.language !== before.language || state.answer !== before.answer) label(map, state);
  if ((message.kind === 'link-opened' || message.kind === 'place-chosen') && state.camera !== null) map.jumpTo({ center: [...state.camera.middle], zoom: state.camera.zoom });
  if (message.kind === 'view-asked') {
    if (message.view === 'whole') showWhole(map, study);
    else zoomBy(map, message.view === 'in' ? 1 : -1);
  }
}

function isOtherQuestion(question: Question, previous: Question): boolean {
  return question.kind !== previous.kind || question.age !== previous.age || !isSameNorm(question.norm, previous.norm);
}

/** A layer is read from its tiles when it is first shown, and then stays read. */
function showLayers(map: MapLibreMap, state: State, waiting: readonly string[]): void {
  for (const { spec, choice } of mapLayers) {
    const waits = 'source' in spec && waiting.includes(spec.source) && !firstLayers.includes(spec.id);
    if (waits || map.getLayer(spec.id) === undefined) continue;
    showLayer(map, spec, choice === null || isLayerShown(state, choice));
  }
}

function isLayerShown({ view, layers }: State, choice: LayerName | 'bouwen'): boolean {
  switch (view) {
    case 'kaart': return layers.some((name) => name === choice);
    case 'probeer': return usualLayers.some((name) => name === choice);
    case 'bouwen':
    case 'buurt':
    case 'vastleggen':
    case 'lagen': return choice === 'bouwen';
  }
}

function outline(map: MapLibreMap, state: State): void {
  const chosen = state.view === 'kaart' ? state.area ?? '' : '';
  for (const layer of chosenLayers) map.setFilter(layer, ['==', ['get', 'code'], chosen]);
  map.setFilter(nameLayer, ['all', isNeighbourhood, ['!=', ['get', 'code'], chosen]]);
  map.setFilter(pointedLayer, ['==', ['get', 'code'], pointedArea(state)]);
}

function pointedArea(state: State): string {
  return state.pointed?.kind === 'area' ? state.pointed.code : '';
}

/** What a screen reader says of the map. */
function label(map: MapLibreMap, state: State): void {
  const texts = textsIn(state.language);
  const words = texts.map.label(valueOf(state.study)?.name ?? '', valueOf(state.answer)?.title ?? '');
  map.getCanvas().setAttribute('aria-label', words);
}
