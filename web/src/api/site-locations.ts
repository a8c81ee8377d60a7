// Where facilities of any kind do most: the answer tells of a place in several lists, which stand together here.
import { fields, flag, listOf, number, orNull, text } from './decode.ts';
import { grounds, namedPlace, stability } from './site-parts.ts';
import type { BalancedPlan, LocationAnswer, LocationPlace, LocationPlan, NamedPlace } from './site-types.ts';

/** What is done in a plan, and of which of it the costs are assumed. */
interface Deeds {
  readonly deeds: readonly (NamedPlace & { readonly costEuros: number })[];
  readonly assumed: readonly string[];
}

interface Told {
  readonly plans: readonly (LocationPlan & Deeds)[];
  readonly balanced: readonly (BalancedPlan & Pick<Deeds, 'deeds'>)[];
  readonly occurrences: readonly Occurrence[];
  readonly every: readonly NamedPlace[];
}

type Occurrence = NamedPlace & Pick<LocationPlace, 'stability' | 'drawnPercent'> & { readonly isThere: boolean };

export function locations(json: unknown): LocationAnswer {
  const at = fields(json, 'locaties');
  const every = at('kandidaten', orNull(listOf(namedPlace)));
  const balance = at('afwegingen', fields);
  const plans = at('plannen', listOf(locationPlan));
  const balanced = balance('plannen', listOf(balancedPlan));
  const occurrences = at('voorkomen', orNull(listOf(occurrence))) ?? [];
  return {
    kind: 'locaties',
    sentence: at('zin', text),
    method: at('uitleg', text),
    within: at('nu', fields)('binnen_norm', orNull(number)),
    plans,
    places: locationPlaces({ plans, balanced, occurrences, every: every ?? [] }),
    hasEveryPlace: every !== null,
    drawWords: at('trekkingen', fields)('uitleg', text),
    balance: { words: balance('uitleg', text), plans: balanced },
    gains: at('verdeling_eerste_plan', orNull(listOf((value, path) => fields(value, path)('zin', text))))?.[0] ?? null,
    grounds: grounds(json),
  };
}

function locationPlan(value: unknown, path: string): LocationPlan & Deeds {
  const at = fields(value, path);
  const names = at('locaties', listOf(namedPlace));
  return {
    places: names.map(({ id }) => id),
    names,
    value: at('waarde', orNull(number)),
    bound: at('grens', orNull(number)),
    gap: at('kloof', number),
    costEuros: at('kosten_eur', number),
    costWords: at('kosten_uitleg', orNull(text)),
    deeds: at('acties', listOf(deed)),
    assumed: at('kosten_aangenomen', listOf(text)),
  };
}

function balancedPlan(value: unknown, path: string): BalancedPlan & Pick<Deeds, 'deeds'> {
  const at = fields(value, path);
  const deeds = at('acties', listOf(deed));
  return {
    names: deeds.map(({ name }) => name),
    costEuros: at('kosten_eur', orNull(number)),
    within: at('dan', fields)('binnen_norm', orNull(number)),
    shortfallPercent: at('tekort_meeste_inzet_pct', orNull(number)),
    longestSeconds: at('verste_s', orNull(number)),
    deeds,
  };
}

/** All that is said of one place stands together, by name. */
function locationPlaces({ plans, balanced, occurrences, every }: Told): readonly LocationPlace[] {
  const ofNew = new Map(occurrences.filter(({ isThere }) => !isThere).map((each) => [each.id, each]));
  const deeds = [...plans, ...balanced].flatMap((each) => each.deeds);
  // Who tells the district comes last, and stays.
  const named = [...balanced.flatMap((each) => each.deeds), ...ofNew.values(), ...plans.flatMap(({ names }) => names), ...every];
  const places = new Map(named.map(({ id, name, district }) => [id, { id, name, district }]));
  return [...places.values()].toSorted((one, other) => one.name.localeCompare(other.name)).map((place) => {
    const { id } = place;
    const plan = plans.find((each) => each.deeds.some((one) => one.id === id));
    return {
      ...place,
      stability: ofNew.get(id)?.stability ?? null,
      drawnPercent: ofNew.get(id)?.drawnPercent ?? null,
      plans: plans.filter((each) => each.places.includes(id)).length,
      costEuros: deeds.find((each) => each.id === id)?.costEuros ?? null,
      isAssumed: plan === undefined ? null : plan.assumed.includes(id),
      withinAlone: balanced.find((each) => each.deeds.length === 1 && each.deeds[0]?.id === id)?.within ?? null,
    };
  });
}

function deed(value: unknown, path: string): Deeds['deeds'][number] {
  return { ...namedPlace(value, path), costEuros: fields(value, path)('kosten_eur', number) };
}

function occurrence(value: unknown, path: string): Occurrence {
  const at = fields(value, path);
  return {
    ...namedPlace(value, path), stability: stability(value, path), drawnPercent: at('trekkingen_pct', orNull(number)), isThere: at('bestaand', flag),
  };
}
