// What a plan means for people, and the plan itself, as the server tells them.
import {
  areaLevel, colour, fields, flag, listOf, lonLat, number, oneOf, orNull, text, UnexpectedShape, type Decoder,
} from './decode.ts';
import type { AreaLevel, LonLat } from './types.ts';
import type { Change, Plan, PlanWeights, StreetUse, TravelWord, Yields } from '../plan/plan.ts';

/** The figures of one side. A hidden or unknown number is null. */
export interface SideFigures {
  readonly persons: number | null;
  readonly covered: number | null;
  readonly sharePercent: number | null;
  readonly medianSeconds: number | null;
  readonly ninetiethSeconds: number | null;
}

export interface AreaChange {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly before: SideFigures;
  readonly after: SideFigures;
  readonly gained: number | null;
  readonly lost: number | null;
  readonly slower: number | null;
}

export interface DifferenceClass {
  readonly number: number;
  readonly name: string;
  readonly colour: string;
  readonly areas: number;
}

export interface Measure {
  readonly title: string;
  readonly unit: string;
  readonly classes: readonly DifferenceClass[];
}

/** How a map of the difference is drawn: by time or by share, each neighbourhood in a class of both. */
export interface Difference {
  readonly time: Measure;
  readonly share: Measure;
  readonly classes: ReadonlyMap<string, readonly [time: number, share: number]>;
}

export interface QuestionChange {
  readonly kind: string;
  readonly name: string;
  readonly age: string;
  readonly normSeconds: number;
  readonly sentences: readonly string[];
  readonly whole: AreaChange | null;
  readonly areas: readonly AreaChange[];
  readonly difference: Difference;
}

/** The facilities of a kind; null is known of none of them. */
export interface Supply {
  readonly places: number | null;
  readonly locations: number;
  readonly hours: number | null;
}

/** Something about one change that people should know. */
export interface ChangeNote {
  readonly change: string;
  readonly sentence: string;
}

export interface WhatIf {
  readonly mark: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly sentences: readonly string[];
  readonly about: string;
  readonly questions: readonly QuestionChange[];
  readonly supply: readonly { readonly kind: string; readonly before: Supply; readonly after: Supply }[];
  readonly notes: readonly ChangeNote[];
}

/** Who is within the norm now, and after each change with all changes before it. */
export interface Steps {
  readonly now: number | null;
  readonly after: readonly { readonly change: string; readonly covered: number | null; readonly difference: number | null }[];
}

/** A plan through the years; what is hidden or not known is null. */
export interface PlanYears {
  readonly about: string;
  /** Whose numbers of people for each home it rests on; null without them. */
  readonly yields: { readonly name: string; readonly source: string; readonly day: string } | null;
  /** What of the plan lies too far from a street to count. */
  readonly sentences: readonly string[];
  readonly years: readonly {
    readonly year: number;
    readonly persons: number | null;
    readonly covered: number | null;
    readonly sharePercent: number | null;
    readonly places: number | null;
    readonly unknownPlaces: number;
    readonly short: number | null;
  }[];
}

export interface DifferenceAnswer {
  readonly title: string;
  readonly difference: Difference;
}

export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly string[];
  readonly at: LonLat;
}

export function whatIf(json: unknown): WhatIf {
  const at = fields(json, 'wat-als');
  const scenario = at('scenario', fields);
  return {
    mark: scenario('kenmerk', text),
    base: scenario('basis', record),
    sentences: at('zinnen', listOf(text)),
    about: at('over', text),
    questions: at('vragen', listOf(question)),
    supply: at('aanbod', listOf((value, path) => {
      const each = fields(value, path);
      return { kind: each('voorziening', text), before: each('voor', supply), after: each('na', supply) };
    })),
    notes: [...at('doodlopend', listOf(note)), ...at('niet_geplaatst', listOf(note))],
  };
}

export function steps(json: unknown): Steps {
  const at = fields(json, 'stappen');
  return {
    now: at('nu', orNull(number)),
    after: at('stappen', listOf((value, path) => {
      const each = fields(value, path);
      return { change: each('wijziging', text), covered: each('gedekt', orNull(number)), difference: each('verschil', orNull(number)) };
    })),
  };
}

export function years(json: unknown): PlanYears {
  const at = fields(json, 'jaren');
  return {
    about: at('uitleg', text),
    yields: at('kengetallen', orNull((value, path) => {
      const table = fields(value, path);
      return { name: table('naam', text), source: table('bron', text), day: table('datum', text) };
    })),
    sentences: at('zinnen', listOf(text)),
    years: at('jaren', listOf((value, path) => {
      const year = fields(value, path);
      return {
        year: year('jaar', number), persons: year('personen', orNull(number)), covered: year('gedekt', orNull(number)),
        sharePercent: year('aandeel_pct', orNull(number)), places: year('plaatsen', orNull(number)), unknownPlaces: year('plaatsen_onbekend', number),
        short: year('tekort_plaatsen', orNull(number)),
      };
    })),
  };
}

export function differenceAnswer(json: unknown): DifferenceAnswer {
  const at = fields(json, 'verschil');
  return { title: at('titel', text), difference: at('verschil', difference) };
}

export function facilities(json: unknown): Facility[] {
  return fields(json, 'voorzieningen')('features', listOf((value, path) => {
    const feature = fields(value, path);
    const at = feature('properties', fields);
    return {
      id: at('id', text), name: at('naam', text), kinds: at('soorten', text).split(','), at: feature('geometry', fields)('coordinates', lonLat),
    };
  }));
}

/** A plan as it was posted, its places in degrees. */
export function plan(json: unknown): Plan {
  const at = fields(json, 'scenario');
  if (at('crs', text) !== 'OGC:CRS84') throw new UnexpectedShape('scenario.crs', 'OGC:CRS84', at('crs', text));
  return {
    naam: at('naam', text),
    basis: at('basis', orNull(record)),
    jaar: at('jaar', orNull(number)),
    kengetallen: at('kengetallen', orNull(yields)),
    normen: at('normen', orNull(listOf((value, path) => {
      const norm = fields(value, path);
      return { voorziening: norm('voorziening', text), profiel: norm('profiel', orNull(text)), minuten: norm('minuten', orNull(number)) };
    }))) ?? [],
    gewichten: at('gewichten', orNull(weights)),
    wijzigingen: at('wijzigingen', listOf(change)),
    kept: null,
  };
}

/** Weights by group and name; a group without weights is none. */
function weights(value: unknown, path: string): PlanWeights | null {
  const groups = Object.entries(record(value, path)).flatMap(([group, named]): [string, Readonly<Record<string, number>>][] => {
    if (typeof named !== 'object' || named === null) return [];
    const each = Object.entries(record(named, `${path}.${group}`));
    return [[group, Object.fromEntries(each.map(([name, weight]) => [name, number(weight, `${path}.${group}.${name}`)]))]];
  });
  return groups.length === 0 ? null : Object.fromEntries(groups);
}

function change(value: unknown, path: string): Change {
  const at = fields(value, path);
  const id = at('id', text);
  const soort = at('soort', text);
  switch (soort) {
    case 'voorziening_openen':
      // Entrances are not drawn, and must not be lost.
      if (at('ingangen', orNull(listOf(lonLat)))?.length) return { id, soort: 'overig', written: record(value, path) };
      return {
        id, soort, voorziening: at('voorziening', text), naam: at('naam', text), soorten: at('soorten', listOf(text)), plaats: at('plaats', lonLat),
        capaciteit: at('capaciteit', orNull(number)), openingstijden: at('openingstijden', orNull(text)),
      };
    case 'voorziening_sluiten': return { id, soort, voorziening: at('voorziening', text) };
    case 'voorziening_verplaatsen': return { id, soort, voorziening: at('voorziening', text), naar: at('naar', lonLat) };
    case 'capaciteit': return { id, soort, voorziening: at('voorziening', text), capaciteit: at('capaciteit', orNull(number)) };
    case 'openingstijden': return { id, soort, voorziening: at('voorziening', text), openingstijden: at('openingstijden', orNull(text)) };
    case 'brug_toevoegen': {
      if (at('naam', orNull(text)) !== null || (at('wachttijd_s', orNull(number)) ?? 0) > 0) return { id, soort: 'overig', written: record(value, path) };
      const vervoer = at('vervoer', listOf(oneOf<TravelWord>('lopen', 'rolstoel', 'fiets', 'auto')));
      return { id, soort, van: at('van', lonLat), naar: at('naar', lonLat), vervoer, drempelvrij: at('drempelvrij', orNull(flag)) };
    }
    case 'straat_toevoegen': {
      const lijn = at('lijn', listOf(lonLat));
      const gebruik = useOf(at('gebruik', orNull(text)), at('kenmerken', orNull(record)));
      return gebruik === null ? { id, soort: 'overig', written: record(value, path) } : { id, soort, lijn, gebruik };
    }
    case 'straat_sluiten': {
      const plaats = at('plaats', orNull(lonLat));
      return plaats === null || at('tussen', orNull(listOf(lonLat))) !== null
        ? { id, soort: 'overig', written: record(value, path) } : { id, soort, plaats };
    }
    case 'woningen':
      return { id, soort, plaats: at('plaats', lonLat), type: at('type', text), aantal: at('aantal', number), jaar: at('jaar', number) };
    default: return { id, soort: 'overig', written: record(value, path) };
  }
}

/** The use of a street; the server writes it in OpenStreetMap's words. */
function useOf(word: string | null, tags: Readonly<Record<string, unknown>> | null): StreetUse | null {
  const uses = ['voetpad', 'fietspad', 'voet_en_fietspad', 'straat'] as const;
  if (word !== null) return uses.find((use) => use === word) ?? null;
  if (tags === null || Object.keys(tags).some((key) => key !== 'highway' && key !== 'foot')) return null;
  switch (`${tags['highway']} ${tags['foot'] ?? ''}`) {
    case 'footway ': return 'voetpad';
    case 'cycleway no': return 'fietspad';
    case 'cycleway yes': return 'voet_en_fietspad';
    case 'residential ': return 'straat';
    default: return null;
  }
}

function yields(value: unknown, path: string): Yields {
  const at = fields(value, path);
  return {
    naam: at('naam', text), bron: at('bron', text), datum: at('datum', text),
    per_woning: at('per_woning', listOf((row, place) => {
      const of = fields(row, place);
      return {
        type: of('type', text), na_jaren: of('na_jaren', orNull(number)) ?? 0, '0-4': of('0-4', orNull(number)), '4-12': of('4-12', orNull(number)),
        '12-18': of('12-18', orNull(number)), alle: of('alle', orNull(number)),
      };
    })),
  };
}

function question(value: unknown, path: string): QuestionChange {
  const at = fields(value, path);
  return {
    kind: at('voorziening', text), name: at('naam', text), age: at('leeftijd', text), normSeconds: at('norm_s', number),
    sentences: at('zinnen', listOf(text)), whole: at('geheel', orNull(areaChange)), areas: at('gebieden', listOf(areaChange)),
    difference: at('verschil', difference),
  };
}

function areaChange(value: unknown, path: string): AreaChange {
  const at = fields(value, path);
  return {
    code: at('code', text), name: at('naam', text), level: at('niveau', areaLevel), before: at('voor', side), after: at('na', side),
    gained: at('erbij', orNull(number)), lost: at('eraf', orNull(number)), slower: at('langer', orNull(number)),
  };
}

function side(value: unknown, path: string): SideFigures {
  const at = fields(value, path);
  return {
    persons: at('personen', orNull(number)), covered: at('gedekt', orNull(number)), sharePercent: at('aandeel_pct', orNull(number)),
    medianSeconds: at('t_p50_s', orNull(number)), ninetiethSeconds: at('t_p90_s', orNull(number)),
  };
}

function difference(value: unknown, path: string): Difference {
  const at = fields(value, path);
  const classes = Object.entries(at('gebieden', record)).map(([code, numbers]): [string, readonly [number, number]] => {
    const [time, share] = listOf(number)(numbers, `${path}.gebieden.${code}`);
    return [code, [time ?? 0, share ?? 0]];
  });
  return { time: at('tijd', measure), share: at('aandeel', measure), classes: new Map(classes) };
}

function measure(value: unknown, path: string): Measure {
  const at = fields(value, path);
  return {
    title: at('titel', text), unit: at('eenheid', text),
    classes: at('klassen', listOf((each, place) => {
      const of = fields(each, place);
      return { number: of('klasse', number), name: of('naam', text), colour: of('kleur', colour), areas: of('buurten', number) };
    })),
  };
}

function supply(value: unknown, path: string): Supply {
  const at = fields(value, path);
  return { places: at('plaatsen', orNull(number)), locations: at('locaties', number), hours: at('uren_per_week', orNull(number)) };
}

function note(value: unknown, path: string): ChangeNote {
  const at = fields(value, path);
  return { change: at('wijziging', text), sentence: at('zin', text) };
}

/** Named values of which nothing more is known. */
const record: Decoder<Readonly<Record<string, unknown>>> = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnexpectedShape(path, 'an object', value);
  return Object.fromEntries(Object.entries(value));
};
