// Everything about one area in one answer: /v1/gebieden/{code}/overzicht.
import { areaLevel, fields, figures, flag, listOf, number, oneOf, orNull, source, text } from './decode.ts';
import type { AreaFigures, AreaLevel, Source } from './types.ts';

/** How a time compares with that of the whole municipality. */
export type Beside = 'dichterbij' | 'ongeveer gelijk' | 'verder';

/** How far one kind of facility is for one age group. */
export interface Nearness {
  readonly kind: string;
  readonly age: string;
  readonly figures: AreaFigures;
  readonly citySeconds: number | null;
  readonly withinNorm: boolean | null;
  readonly beside: Beside | null;
  readonly sentence: string;
}

export interface Strength {
  readonly title: string;
  readonly sentence: string;
  /** The day it was recorded, for what people agreed on. */
  readonly recorded: string | null;
}

/** How much a subject asks for, compared with other neighbourhoods. */
export type Asks = 'meer' | 'gemiddeld' | 'minder' | 'nog_niet_zeker';

export interface Subject {
  readonly name: string;
  readonly asks: Asks;
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** The indicators, each with its year and who publishes it. */
  readonly sources: readonly string[];
}

/** Where the surroundings ask for more support, or for less. */
export interface Support {
  readonly sentence: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly subjects: readonly Subject[];
  readonly meaning: string;
  readonly weightsLabel: string;
}

export interface Portrait {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly district: string | null;
  readonly sentence: string;
  readonly residents: readonly { readonly age: string; readonly name: string; readonly persons: number | null }[];
  readonly children: number | null;
  readonly strengths: readonly Strength[];
  readonly present: readonly { readonly kind: string; readonly words: string }[];
  readonly groups: readonly { readonly age: string; readonly title: string; readonly rows: readonly Nearness[] }[];
  readonly beyond: readonly { readonly kind: string; readonly age: string; readonly sentence: string }[];
  /** Null where the study has no indicators, and for the municipality. */
  readonly support: Support | null;
  readonly estimatedPercent: number | null;
  readonly normLabel: string;
  readonly normSet: string;
  readonly formula: string;
  readonly distanceLevelText: string;
  readonly comparison: string;
  readonly method: string;
  readonly sources: readonly Source[];
}

export function portrait(json: unknown): Portrait {
  const at = fields(json, 'overzicht');
  return {
    code: at('code', text),
    name: at('naam', text),
    level: at('niveau', areaLevel),
    district: at('wijk', orNull(text)),
    sentence: at('zin', text),
    residents: at('bewoners', listOf((value, path) => {
      const group = fields(value, path);
      return { age: group('leeftijd', text), name: group('naam', text), persons: group('personen', orNull(number)) };
    })),
    children: at('kinderen', orNull(number)),
    strengths: at('sterk', listOf((value, path) => {
      const strength = fields(value, path);
      return { title: strength('titel', text), sentence: strength('zin', text), recorded: strength('vastgelegd_op', orNull(text)) };
    })),
    present: at('aanwezig', listOf((value, path) => {
      const present = fields(value, path);
      return { kind: present('voorziening', text), words: present('tekst', text) };
    })),
    groups: at('groepen', listOf((value, path) => {
      const group = fields(value, path);
      return { age: group('leeftijd', text), title: group('titel', text), rows: group('voorzieningen', listOf(nearness)) };
    })),
    beyond: at('verder_dan_norm', listOf((value, path) => {
      const beyond = fields(value, path);
      return { kind: beyond('voorziening', text), age: beyond('leeftijd', text), sentence: beyond('zin', text) };
    })),
    support: at('inzet', orNull(support)),
    estimatedPercent: at('geschat_pct', orNull(number)),
    normLabel: at('normenset_label', text),
    normSet: at('normenset', text),
    formula: at('formule', text),
    distanceLevelText: at('afstandsniveau_uitleg', text),
    comparison: at('uitleg_vergelijking', text),
    method: at('uitleg_methode', text),
    sources: at('bronnen', listOf(source)),
  };
}

function support(value: unknown, path: string): Support {
  const at = fields(value, path);
  return {
    sentence: at('zin', text),
    low: at('laag', orNull(number)),
    high: at('hoog', orNull(number)),
    subjects: at('onderwerpen', listOf((one, place) => {
      const subject = fields(one, place);
      return {
        name: subject('naam', text),
        asks: subject('vraagt', oneOf<Asks>('meer', 'gemiddeld', 'minder', 'nog_niet_zeker')),
        value: subject('waarde', orNull(number)),
        low: subject('laag', number),
        high: subject('hoog', number),
        sources: subject('bronnen', listOf(text)),
      };
    })),
    meaning: at('uitleg', text),
    weightsLabel: at('gewichtenset_label', text),
  };
}

function nearness(value: unknown, path: string): Nearness {
  const at = fields(value, path);
  return {
    kind: at('voorziening', text),
    age: at('leeftijd', text),
    figures: at('waarde', figures),
    citySeconds: at('stad_t_p50_s', orNull(number)),
    withinNorm: at('binnen_norm', orNull(flag)),
    beside: at('vergelijking', orNull(oneOf<Beside>('dichterbij', 'ongeveer gelijk', 'verder'))),
    sentence: at('zin', text),
  };
}
