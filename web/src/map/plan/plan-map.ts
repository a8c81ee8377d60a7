// The map of Probeer: the plan, what it changes in colour, and two plans side by side. It comes with the view.
import { GeoJSONSource, type ExpressionSpecification, type FilterSpecification, type Map as MapLibreMap } from 'maplibre-gl';
import type { Difference } from '../../api/what-if.ts';
import type { Study } from '../../api/types.ts';
import { questionOf } from '../../asking-question.ts';
import { newFacility } from '../../plan/plan.ts';
import { isSameNorm } from '../../norm-choice.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import type { Store } from '../../store.ts';
import { areTilesHere, askTiles, pause } from '../asked-tiles.ts';
import { classLayer } from '../layers.ts';
import type { Frames } from '../one-frame.ts';
import { paintAnswer, type ClassOpacity } from '../paint.ts';
import { planFeatures, replacedFacilities } from './plan-features.ts';
import { addPlanLayers, planSource, showPlanLayers } from './plan-layers.ts';
import { listenOnPlan } from './plan-pointer.ts';
import type { TilesAsked } from '../style.ts';
import { secondMap, type SecondMap } from './second-map.ts';

const areas = { source: 'gebieden', sourceLayer: 'gebieden' };
const noColour = 'rgba(0, 0, 0, 0)';
/** What is asked for under a plan: symbols and gaps. */
const behindLayers = ['voorzieningen', 'witte_vlekken', 'witte_vlekken-rand'] as const;

export function startPlanMap(map: MapLibreMap, study: Study, store: Store, { setOpacity, frames }: { readonly setOpacity: ClassOpacity; readonly frames: Frames }): void {
  addPlanLayers(map);
  listenOnPlan(map, store);
  let second: SecondMap | null = null;
  let tilesAsked: TilesAsked | null = null;
  const follow = (state: State, before: State | null): void => {
    const isHere = state.view === 'probeer';
    if (!isHere && before?.view !== 'probeer') return;
    if (state.view !== before?.view || (state.beside === null) !== (before.beside === null)) showPlanLayers(map, isHere && state.beside === null);
    if (before === null || state.desk !== before.desk || state.facilities !== before.facilities || state.kind !== before.kind
      || state.beside !== before.beside || state.view !== before.view) drawPlan(map, state);
    if (before === null || isOtherPaint(state, before)) paint(map, state, setOpacity);
    tilesAsked = askTilesOf(map, state, tilesAsked);
    if (state.tilesBehind !== before?.tilesBehind || state.view !== before.view) fadeTiles(map, isHere && state.tilesBehind);
    second = follows(map, study, state, second);
  };
  const catchUp = (): void => {
    if (!store.current().tilesBehind) return;
    if (areTilesHere(map, ['voorzieningen', 'witte_vlekken'])) store.send({ kind: 'tiles-behind', behind: false });
    else setTimeout(catchUp, pause);
  };
  store.subscribe((state, before) => {
    if (isNewlyAsked(state, before)) frames.hold();
    follow(state, before);
    if (state.whatIf.kind !== 'asked') frames.release();
    if (state.view === 'probeer' && state.scenario !== before.scenario && before.view === 'probeer') store.send({ kind: 'tiles-behind', behind: true });
    if (state.tilesBehind && !before.tilesBehind) setTimeout(catchUp, pause);
  });
  follow(store.current(), null);
}

/** Something that is dragged has to follow the hand, so it does not wait for what it means. */
function isNewlyAsked({ whatIf, desk }: State, before: State): boolean {
  return whatIf.kind === 'asked' && whatIf !== before.whatIf && desk?.dragging !== true;
}

function drawPlan(map: MapLibreMap, state: State): void {
  const source = map.getSource(planSource);
  if (source instanceof GeoJSONSource) source.setData(planFeatures(state));
  const isDrawn = state.view === 'probeer' && state.beside === null;
  const replaced: ExpressionSpecification = ['in', ['get', 'id'], ['literal', isDrawn ? replacedFacilities(state.desk?.present ?? null) : []]];
  const isNew: ExpressionSpecification = ['==', ['slice', ['get', 'id'], 0, newFacility.length], isDrawn ? newFacility : '-'];
  const filter: FilterSpecification = ['all', ['==', ['get', 'gevraagd'], true], ['!', replaced], ['!', isNew]];
  // Tiles are read anew for another filter.
  if (JSON.stringify(map.getFilter('voorzieningen')) !== JSON.stringify(filter)) map.setFilter('voorzieningen', filter);
}

function isOtherPaint(state: State, before: State): boolean {
  const keys = ['view', 'whatIf', 'lastWhatIf', 'measure', 'kind', 'age', 'beside', 'sides', 'difference', 'answer'] as const;
  return keys.some((key) => state[key] !== before[key]);
}

function paint(map: MapLibreMap, state: State, setOpacity: ClassOpacity): void {
  if (state.view !== 'probeer') return paintAnswer(map, state.answer, setOpacity);
  const { beside } = state;
  if (beside === null) {
    const told = valueOf(state.whatIf) ?? state.lastWhatIf;
    const question = told?.questions.find(({ kind, age }) => kind === state.kind && age === state.age);
    const hasChanges = (state.desk?.present.wijzigingen.length ?? 0) > 0;
    return paintDifference(map, state, { difference: hasChanges ? question?.difference ?? null : null, isCurrent: state.whatIf.kind === 'known' }, setOpacity);
  }
  if (beside.shown === 'verschil' && beside.kind === null) {
    return paintDifference(map, state, { difference: valueOf(state.difference)?.difference ?? null, isCurrent: state.difference.kind === 'known' }, setOpacity);
  }
  paintAnswer(map, state.sides[1], setOpacity);
}

interface Shown {
  readonly difference: Difference | null;
  readonly isCurrent: boolean;
}

/** Each neighbourhood in the class of its change; an older answer fades. */
function paintDifference(map: MapLibreMap, state: State, { difference, isCurrent }: Shown, setOpacity: ClassOpacity): void {
  // Nothing to show is shown as nothing: a colour that no longer depends on the area breaks tiles that are being drawn.
  if (difference === null || isCurrent) setOpacity(difference === null ? 0 : 1, 'now');
  else setOpacity(0.45, 'slow');
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

/** The tiles of the plan, or those of now when the view is left; gives what is asked now. */
function askTilesOf(map: MapLibreMap, state: State, before: TilesAsked | null): TilesAsked | null {
  const question = questionOf(state);
  if (question === null) return before;
  const asked = { kind: question.kind, age: question.age, norm: question.norm, scenario: state.view === 'probeer' ? state.scenario : null };
  const isSame = asked.kind === before?.kind && asked.age === before.age && asked.scenario === before.scenario
    && isSameNorm(asked.norm, before.norm);
  if (isSame) return before;
  // Without a plan the map itself has asked already.
  if (asked.scenario !== null || before?.scenario) askTiles(map, asked);
  return asked;
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
