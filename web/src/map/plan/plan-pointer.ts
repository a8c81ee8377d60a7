// Mouse, finger and keys on the map of Probeer: a click does what the tool in hand does, a facility can be dragged.
import type { LngLat, Map as MapLibreMap, MapMouseEvent, MapTouchEvent, Point } from 'maplibre-gl';
import type { LonLat } from '../../api/types.ts';
import { dragged, withDraft, type Desk } from '../../plan/desk.ts';
import { placed, submitted } from '../../plan/draft.ts';
import { withFacilityAt } from '../../plan/plan.ts';
import { namelessFacility } from '../../plan/nameless.ts';
import type { State } from '../../state.ts';
import type { Store } from '../../store.ts';
import { facilityWords, placeOf } from '../pointer.ts';
import { planFacilities } from './plan-layers.ts';

/** With Shift the arrows move the map so many metres. */
const step = 10;
const metresPerDegree = 111_320;
/** A finger that moves less than this has not dragged, in pixels. */
const still = 4;

export function listenOnPlan(map: MapLibreMap, store: Store): void {
  map.on('click', ({ point, lngLat }) => {
    const desk = deskIn(store.current());
    if (desk !== null) clicked(store, desk, facilityAt(map, point), lonLat(lngLat));
  });
  map.on('mousemove', ({ point }) => hover(map, store, point));
  map.on('mousedown', (event) => startDrag(map, store, event));
  map.on('touchstart', (event) => { if (event.points.length === 1) startDrag(map, store, event); });
  map.getCanvasContainer().addEventListener('keydown', (event) => pressed(map, store, event), { capture: true });
}

/** The desk, when its plan can be drawn on now. */
function deskIn(state: State): Desk | null {
  return state.view === 'probeer' && state.beside === null ? state.desk : null;
}

function clicked(store: Store, desk: Desk, facility: string | null, at: LonLat): void {
  const { tool, picking } = desk.draft;
  const set = (next: Desk): void => store.send({ kind: 'desk-set', desk: next });
  const submit = (next: Desk): void => set(submitted(next, today(), namelessFacility(store.current(), next.draft)));
  if (tool === 'sluit' || tool === 'aanpassen' || (tool === 'verplaats' && picking === null)) {
    if (facility === null) return;
    const chosen = withDraft(desk, { facility, missing: null, picking: tool === 'verplaats' ? 'naar' : null });
    return tool === 'sluit' ? submit(chosen) : set(chosen);
  }
  if (tool === null || picking === null) return;
  const next = placed(desk, picking, { at, name: '' });
  // What more has to be filled in is filled in the form; everything else is done with the click.
  const isDone = next.draft.picking === null && tool !== 'woningen' && next.draft.editing === null;
  if (isDone) submit(next);
  else set(next);
}

function startDrag(map: MapLibreMap, store: Store, event: MapMouseEvent | MapTouchEvent): void {
  const desk = deskIn(store.current());
  const facility = facilityAt(map, event.point);
  if (desk?.draft.tool !== 'verplaats' || facility === null) return;
  event.preventDefault();
  const from = event.point;
  const move = ({ point, lngLat }: MapMouseEvent | MapTouchEvent): void => {
    const current = deskIn(store.current());
    if (current === null || (!current.dragging && from.dist(point) < still)) return;
    store.send({ kind: 'desk-set', desk: dragged(current, withFacilityAt(current.present, facility, lonLat(lngLat))) });
  };
  const moves = ['mousemove', 'touchmove'] as const;
  const stop = (): void => {
    for (const name of moves) map.off(name, move);
    const current = deskIn(store.current());
    if (current?.dragging === true) store.send({ kind: 'desk-set', desk: { ...current, dragging: false } });
  };
  for (const name of moves) map.on(name, move);
  // Also when the button is let go outside the map.
  for (const name of ['mouseup', 'touchend', 'touchcancel', 'blur']) window.addEventListener(name, stop, { once: true });
}

/** Enter takes the middle of the map, Shift with an arrow moves it ten metres, Esc puts the tool down. */
function pressed(map: MapLibreMap, store: Store, event: KeyboardEvent): void {
  const desk = deskIn(store.current());
  if (desk === null || desk.draft.tool === null) return;
  if (event.key === 'Escape') return store.send({ kind: 'desk-set', desk: withDraft(desk, { picking: null }) });
  if (desk.draft.picking === null) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    return clicked(store, desk, null, lonLat(map.getCenter()));
  }
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
  if (!event.shiftKey || direction === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { lng, lat } = map.getCenter();
  const [east = 0, north = 0] = direction;
  const perLongitude = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  map.jumpTo({ center: [lng + (east * step) / perLongitude, lat + (north * step) / metresPerDegree] });
}

function hover(map: MapLibreMap, store: Store, point: Point): void {
  const state = store.current();
  const desk = deskIn(state);
  if (desk === null) return;
  const found = map.queryRenderedFeatures(point, { layers: facilityLayers })[0];
  const name = String(found?.properties['naam'] ?? '');
  const { tool, picking } = desk.draft;
  map.getCanvas().style.cursor = picking !== null ? 'crosshair' : found === undefined || tool === null ? '' : tool === 'verplaats' ? 'move' : 'pointer';
  if (name !== '' && !desk.dragging) {
    store.send({ kind: 'pointed', pointed: { kind: 'facility', name, kinds: found === undefined ? '' : facilityWords(found, state).kinds, place: placeOf(map, point) } });
  } else if (state.pointed !== null) {
    store.send({ kind: 'pointed', pointed: null });
  }
}

const facilityLayers = [planFacilities, 'voorzieningen'];

function facilityAt(map: MapLibreMap, point: Point): string | null {
  const id: unknown = map.queryRenderedFeatures(point, { layers: facilityLayers })[0]?.properties['id'];
  return typeof id === 'string' ? id : null;
}

function lonLat({ lng, lat }: LngLat): LonLat {
  return [lng, lat];
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
