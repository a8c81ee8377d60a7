// The map of Probeer: the plan, what it changes in colour, and two plans side by side. It comes with the view.
import { GeoJSONSource, type ExpressionSpecification, type Map as MapLibreMap } from 'maplibre-gl';
import type { Difference } from '../../api/what-if.ts';
import type { Study } from '../../api/types.ts';
import { questionOf } from '../../asking-question.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import type { Store } from '../../store.ts';
import { classLayer } from '../layers.ts';
import { paintAnswer } from '../paint.ts';
import { planFeatures, replacedFacilities } from './plan-features.ts';
import { addPlanLayers, planSource, showPlanLayers } from './plan-layers.ts';
import { listenOnPlan } from './plan-pointer.ts';
import { askTiles, secondMap, type SecondMap } from './second-map.ts';

const areas = { source: 'gebieden', sourceLayer: 'gebieden' };
const noColour = 'rgba(0, 0, 0, 0)';
/** What is asked for under a plan: symbols and gaps. */
const behindLayers = ['voorzieningen', 'witte_vlekken', 'witte_vlekken-rand'] as const;

export function startPlanMap(map: MapLibreMap, study: Study, store: Store): void {
  addPlanLayers(map);
  listenOnPlan(map, store);
  let second: SecondMap | null = null;
  const follow = (state: State, before: State | null): void => {
    const isHere = state.view === 'probeer';
    if (!isHere && before?.view !== 'probeer') return;
    if (state.view !== before?.view || (state.beside === null) !== (before.beside === null)) showPlanLayers(map, isHere && state.beside === null);
    if (before === null || state.desk !== before.desk || state.facilities !== before.facilities || state.kind !== before.kind
      || state.beside !== before.beside || state.view !== before.view) drawPlan(map, state);
    if (before === null || isOtherPaint(state, before)) paint(map, state);
    askTilesOf(map, state);
    if (state.tilesBehind !== before?.tilesBehind || state.view !== before.view) fadeTiles(map, isHere && state.tilesBehind);
    second = follows(map, study, state, second);
  };
  const catchUp = (): void => { if (store.current().tilesBehind && areTilesHere(map)) store.send({ kind: 'tiles-behind', behind: false }); };
  map.on('sourcedata', catchUp);
  map.on('idle', catchUp);
  store.subscribe((state, before) => {
    follow(state, before);
    if (state.view === 'probeer' && state.scenario !== before.scenario && before.view === 'probeer') store.send({ kind: 'tiles-behind', behind: true });
  });
  follow(store.current(), null);
}

function drawPlan(map: MapLibreMap, state: State): void {
  const source = map.getSource(planSource);
  if (source instanceof GeoJSONSource) source.setData(planFeatures(state));
  const replaced = state.view === 'probeer' && state.beside === null ? replacedFacilities(state.desk?.present ?? null) : [];
  map.setFilter('voorzieningen', ['all', ['==', ['get', 'gevraagd'], true], ['!', ['in', ['get', 'id'], ['literal', replaced]]]]);
}

function isOtherPaint(state: State, before: State): boolean {
  const keys = ['view', 'whatIf', 'lastWhatIf', 'measure', 'kind', 'age', 'beside', 'sides', 'difference', 'answer'] as const;
  return keys.some((key) => state[key] !== before[key]);
}

function paint(map: MapLibreMap, state: State): void {
  if (state.view !== 'probeer') return paintAnswer(map, state.answer);
  const { beside } = state;
  if (beside === null) {
    const told = valueOf(state.whatIf) ?? state.lastWhatIf;
    const question = told?.questions.find(({ kind, age }) => kind === state.kind && age === state.age);
    const hasChanges = (state.desk?.present.wijzigingen.length ?? 0) > 0;
    return paintDifference(map, state, hasChanges ? question?.difference ?? null : null, state.whatIf.kind === 'known');
  }
  if (beside.shown === 'verschil' && beside.kind === null) {
    return paintDifference(map, state, valueOf(state.difference)?.difference ?? null, state.difference.kind === 'known');
  }
  paintAnswer(map, state.sides[1]);
}

/** Each neighbourhood in the class of its change; an older answer fades. */
function paintDifference(map: MapLibreMap, state: State, difference: Difference | null, isCurrent: boolean): void {
  // Nothing to show is shown as nothing: a colour that no longer depends on the area breaks tiles that are being drawn.
  map.setPaintProperty(classLayer, 'fill-opacity', difference === null ? 0 : isCurrent ? 1 : 0.45);
  if (difference === null) return;
  const index = state.measure === 'tijd' ? 0 : 1;
  const { classes } = state.measure === 'tijd' ? difference.time : difference.share;
  for (const [code, numbers] of difference.classes) map.setFeatureState({ ...areas, id: code }, { verschil: numbers[index] });
  const ofArea: ExpressionSpecification = ['coalesce', ['feature-state', 'verschil'], -1];
  const colours = classes.reduceRight<ExpressionSpecification | string>(
    (otherwise, { number, colour }) => ['case', ['==', ofArea, number], colour, otherwise], noColour,
  );
  map.setPaintProperty(classLayer, 'fill-color', colours);
}

function askTilesOf(map: MapLibreMap, state: State): void {
  const question = questionOf(state);
  if (question !== null) askTiles(map, { ...question, scenario: state.view === 'probeer' ? state.scenario : null });
}

function areTilesHere(map: MapLibreMap): boolean {
  return ['voorzieningen', 'witte_vlekken'].every((name) => map.isSourceLoaded(name));
}

function fadeTiles(map: MapLibreMap, isBehind: boolean): void {
  for (const layer of behindLayers) {
    const property = layer === 'voorzieningen' ? 'icon-opacity' : layer === 'witte_vlekken' ? 'fill-opacity' : 'line-opacity';
    map.setPaintProperty(layer, property, isBehind ? 0.45 : layer === 'witte_vlekken-rand' ? 0.55 : 1);
  }
}

/** The second map is there as long as two plans stand side by side. */
function follows(map: MapLibreMap, study: Study, state: State, second: SecondMap | null): SecondMap | null {
  const [left] = state.sides;
  const isWanted = state.view === 'probeer' && state.beside !== null && !(state.beside.shown === 'verschil' && state.beside.kind === null);
  if (!isWanted || left.kind === 'none') {
    second?.remove();
    return null;
  }
  const made = second ?? secondMap(map, study, left.request);
  made.show(left);
  return made;
}
