// Keys on the map, beside MapLibre's own arrows and + and −: the next area by name, explain it, back.
import type { Map as MapLibreMap } from 'maplibre-gl';
import { neighbourhoods } from '../lookup.ts';
import { valueOf } from '../remote.ts';
import type { State } from '../state.ts';
import type { Store } from '../store.ts';
import { hitLayer } from './layers.ts';
import { codeOf, placeOf } from './pointer.ts';

export function listenForKeys(map: MapLibreMap, store: Store): void {
  map.getCanvas().addEventListener('keydown', (event) => {
    if (store.current().view !== 'kaart') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'n' || event.key === 'N') pointAtNext(map, store, event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter') explain(map, store);
    else if (event.key === 'Escape') stepBack(store);
  });
}

function pointAtNext(map: MapLibreMap, store: Store, step: number): void {
  const state = store.current();
  const study = valueOf(state.study);
  if (study === null) return;
  const areas = neighbourhoods(study, state.language);
  const current = areas.findIndex((area) => area.code === (pointedCode(state) ?? state.area));
  const start = current === -1 && step === -1 ? 0 : current;
  const next = areas[(start + step + areas.length) % areas.length];
  if (next === undefined) return;
  const center: [number, number] = [...next.middle];
  if (!map.getBounds().contains(center)) map.jumpTo({ center });
  const place = placeOf(map, map.project(center));
  store.send({ kind: 'pointed', pointed: { kind: 'area', code: next.code, place, by: 'keyboard' } });
}

/** Chooses what is pointed at, else what lies in the middle of the map. */
function explain(map: MapLibreMap, store: Store): void {
  const middle = map.project(map.getCenter());
  const code = pointedCode(store.current()) ?? codeOf(map.queryRenderedFeatures(middle, { layers: [hitLayer] })[0]);
  if (code !== null) store.send({ kind: 'area-chosen', code });
}

function stepBack(store: Store): void {
  if (store.current().pointed !== null) store.send({ kind: 'pointed', pointed: null });
  else if (store.current().found !== null) store.send({ kind: 'place-dismissed' });
  else store.send({ kind: 'area-chosen', code: null });
}

function pointedCode(state: State): string | null {
  return state.pointed?.kind === 'area' ? state.pointed.code : null;
}
