// The changes of a plan as features of a map. Pure.
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { LonLat } from '../../api/types.ts';
import { newFacility, type Change, type Plan } from '../../plan/plan.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import { symbolImage } from '../images.ts';

export function planFeatures(state: State): FeatureCollection {
  const { desk } = state;
  if (desk === null) return { type: 'FeatureCollection', features: [] };
  const changes = desk.present.wijzigingen.flatMap((change, index) => changeFeatures(state, desk.present, change, index + 1));
  const concept = [...Object.values(desk.draft.places), ...desk.draft.bends].map(({ at }) => feature('concept', point(at)));
  return { type: 'FeatureCollection', features: [...changes, ...concept] };
}

/** The facilities whose own symbol gives way to what the plan does with them. Those that were drawn here go by their name. */
export function replacedFacilities(plan: Plan | null): string[] {
  return plan?.wijzigingen.flatMap((change) => ('voorziening' in change && change.soort !== 'capaciteit' && change.soort !== 'openingstijden'
    && !change.voorziening.startsWith(newFacility) ? [change.voorziening] : [])) ?? [];
}

function changeFeatures(state: State, plan: Plan, change: Change, number: number): Feature[] {
  const badge = (at: LonLat): Feature => feature('nummer', point(at), { nummer: String(number) });
  switch (change.soort) {
    case 'voorziening_openen': {
      const closed = plan.wijzigingen.some((each) => each.soort === 'voorziening_sluiten' && each.voorziening === change.voorziening);
      const symbol = { id: change.voorziening, naam: change.naam, soorten: change.soorten.join(','), icoon: symbolOf(state, change.soorten) };
      return closed ? [badge(change.plaats)] : [feature('nieuw', point(change.plaats), symbol), badge(change.plaats)];
    }
    case 'voorziening_sluiten': {
      const found = placeOf(state, plan, change.voorziening);
      if (found === null) return [];
      return [feature('weg', point(found.at), { icoon: found.icon }), feature('kruis', point(found.at)), badge(found.at)];
    }
    case 'voorziening_verplaatsen': {
      const found = facilityOf(state, change.voorziening);
      const icon = symbolOf(state, found?.kinds ?? []);
      const there = feature('nieuw', point(change.naar), { id: change.voorziening, naam: found?.name ?? '', soorten: found?.kinds.join(',') ?? '', icoon: icon });
      const way = found === null ? [] : [
        feature('weg', point(found.at), { icoon: icon }), feature('verhuizing', { type: 'LineString', coordinates: [[...found.at], [...change.naar]] }),
      ];
      return [...way, there, badge(change.naar)];
    }
    case 'capaciteit':
    case 'openingstijden': {
      const found = placeOf(state, plan, change.voorziening);
      return found === null ? [] : [badge(found.at)];
    }
    case 'brug_toevoegen': return [line([change.van, change.naar]), badge(change.naar)];
    case 'straat_toevoegen': return [line(change.lijn), ...change.lijn.slice(-1).map(badge)];
    case 'straat_sluiten': return [feature('dicht', point(change.plaats)), badge(change.plaats)];
    case 'woningen': return [feature('woningen', point(change.plaats)), badge(change.plaats)];
    case 'overig': return [];
  }
}

/** Where a facility of the city or of the plan stands. */
function placeOf(state: State, plan: Plan, id: string): { at: LonLat; icon: string } | null {
  const opened = plan.wijzigingen.find((change) => change.soort === 'voorziening_openen' && change.voorziening === id);
  if (opened?.soort === 'voorziening_openen') return { at: opened.plaats, icon: symbolOf(state, opened.soorten) };
  const found = facilityOf(state, id);
  return found === null ? null : { at: found.at, icon: symbolOf(state, found.kinds) };
}

function facilityOf(state: State, id: string): { readonly at: LonLat; readonly name: string; readonly kinds: readonly string[] } | null {
  return valueOf(state.facilities)?.find((facility) => facility.id === id) ?? null;
}

/** The symbol of the kind that is asked, when it is one of these; else of the first. */
function symbolOf(state: State, kinds: readonly string[]): string {
  const code = state.kind !== null && kinds.includes(state.kind) ? state.kind : kinds[0];
  const kind = valueOf(state.study)?.kinds.find((each) => each.code === code);
  return `${symbolImage}${kind?.shape ?? ''}:${kind?.letter ?? ''}`;
}

function line(places: readonly LonLat[]): Feature {
  return feature('lijn', { type: 'LineString', coordinates: places.map((place) => [...place]) });
}

function point(at: LonLat): Geometry {
  return { type: 'Point', coordinates: [...at] };
}

function feature(what: string, geometry: Geometry, properties: Readonly<Record<string, string>> = {}): Feature {
  return { type: 'Feature', geometry, properties: { ...properties, wat: what } };
}
