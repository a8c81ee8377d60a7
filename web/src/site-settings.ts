// What a person sets in a question about where to build. Empty means: as the weight set of the study proposes.
// The server does the arithmetic; here settings only become the question that is sent.

import type { PlanWeights } from './plan/plan.ts';

export type SiteQuestionName = 'buurtschool' | 'clusters_0_18' | 'kansenwerkplaats' | 'locaties' | 'dbos' | 'inzetprofiel';

/** In the order of the choice. */
export const siteQuestions: readonly SiteQuestionName[] = ['buurtschool', 'clusters_0_18', 'kansenwerkplaats', 'locaties', 'dbos', 'inzetprofiel'];

/** The subjects of need, in the order of the sliders; the server says which of them have figures. */
export const needSubjects = [
  'taal', 'bestaanszekerheid', 'mentale_gezondheid', 'sociale_cohesie', 'zorggebruik_jeugd', 'schoolaanwezigheid', 'voorzieningen',
] as const;

/** The names of weights by group, in the order of the sliders; questions and plans have the same. */
const weightNames = {
  criteria: ['noodzaak', 'ambitie', 'meerwaarde'], noodzaak: ['leeftijd', 'conditie', 'ruimte'],
  meerwaarde: ['bereik', 'dekking', 'partners', 'medegebruik'], inzet: needSubjects,
} as const satisfies Record<string, readonly string[]>;
export type WeightGroup = keyof typeof weightNames;
/** In the order of the sliders. */
export const weightGroups: readonly WeightGroup[] = ['criteria', 'noodzaak', 'meerwaarde', 'inzet'];

export interface SiteSettings {
  readonly question: SiteQuestionName;
  readonly number: number | null;
  readonly budgetEuros: number | null;
  readonly perDistrict: number | null;
  /** Points for need to build, ambition and added value; only their proportion counts. */
  readonly criteria: readonly number[] | null;
  /** Points for age, condition and room of the building. */
  readonly rebuilding: readonly number[] | null;
  /** Points for reach, coverage, partners and shared use. */
  readonly addedValue: readonly number[] | null;
  /** Points for the subjects of need. */
  readonly subjects: readonly number[] | null;
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
  /** The kind that would come, for `locaties`. */
  readonly kind: string | null;
  /** What a library at school costs, for `dbos`: nobody proposes it. */
  readonly costEuros: number | null;
  /** The greatest distance between members, for `clusters_0_18`. */
  readonly diameterMetres: number | null;
  /** Whether it is asked under the plan of Probeer, and not of the city now. */
  readonly withPlan: boolean;
  /** The place whose sheet is open. */
  readonly place: string | null;
}

export const usualSettings: SiteSettings = {
  question: 'buurtschool', number: null, budgetEuros: null, perDistrict: null, criteria: null, rebuilding: null, addedValue: null, subjects: null,
  required: [], forbidden: [], kind: null, costEuros: null, diameterMetres: null, withPlan: false, place: null,
};

/** Whether the question can be asked without another word of a person. */
export function isReady(settings: SiteSettings): boolean {
  return settings.question !== 'dbos' || settings.costEuros !== null;
}

/** Whether a plan is held to more than a number of places. */
export function hasConditions({ budgetEuros, perDistrict, required, forbidden }: SiteSettings): boolean {
  return budgetEuros !== null || perDistrict !== null || required.length > 0 || forbidden.length > 0;
}

/** Whether an answer to `one` is an answer to `other`: the open sheet does not matter. */
export function isSameQuestion(one: SiteSettings, other: SiteSettings): boolean {
  return one.withPlan === other.withPlan && JSON.stringify(document(one)) === JSON.stringify(document(other));
}

/** The question as the server reads it; what is not set is left out. */
export function document(settings: SiteSettings): Record<string, unknown> {
  const set = Object.entries(fields(settings)).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  return { vraag: settings.question, ...Object.fromEntries(set) };
}

function fields(settings: SiteSettings): Record<string, unknown> {
  const { number, perDistrict, required, forbidden } = settings;
  const plan = { aantal: number, budget_eur: settings.budgetEuros, hoogstens_per_wijk: perDistrict, verplicht: required, uitgesloten: forbidden };
  switch (settings.question) {
    case 'buurtschool':
      return {
        ...plan,
        criteria: shares(settings.criteria, weightNames.criteria),
        noodzaak: shares(settings.rebuilding, weightNames.noodzaak),
        meerwaarde: shares(settings.addedValue, weightNames.meerwaarde),
      };
    case 'locaties':
      // The page shows no other assumptions, and the plans are there sooner without them.
      return { ...plan, voorziening: settings.kind ?? 'PO', varianten: 'niet' };
    case 'clusters_0_18':
      return { doorsnede_m: settings.diameterMetres, aantal: number };
    case 'dbos':
      return { kosten_per_school_eur: settings.costEuros, budget_eur: settings.budgetEuros };
    case 'inzetprofiel':
      return { gewichten: shares(settings.subjects, needSubjects) };
    case 'kansenwerkplaats':
      return {};
  }
}

/** The weights that were set for the question, in the words of a plan; null when none were. */
export function weightsSet({ question, criteria, rebuilding, addedValue, subjects }: SiteSettings): PlanWeights | null {
  const groups: Record<string, Record<string, number> | null> = question === 'buurtschool' ? {
    criteria: shares(criteria, weightNames.criteria), noodzaak: shares(rebuilding, weightNames.noodzaak), meerwaarde: shares(addedValue, weightNames.meerwaarde),
  } : question === 'inzetprofiel' ? { inzet: shares(subjects, needSubjects) } : {};
  const set = Object.entries(groups).filter((entry): entry is [string, Record<string, number>] => entry[1] !== null);
  return set.length === 0 ? null : Object.fromEntries(set);
}

/** Whether a plan can have these weights: it also weighs who reaches a new place, where facilities would count twice. */
export function fitsInPlan(weights: PlanWeights): boolean {
  return (weights['inzet']?.['voorzieningen'] ?? 0) === 0;
}

/** The settings without weights of their own. */
export function withoutWeights(settings: SiteSettings): SiteSettings {
  return { ...settings, criteria: null, rebuilding: null, addedValue: null, subjects: null };
}

/** The weights of a plan as points of a group, in the order of the sliders; null where the plan has none. */
export function planPoints(weights: PlanWeights | null, group: WeightGroup): readonly number[] | null {
  const of = weights?.[group];
  return of === undefined ? null : weightNames[group].map((name) => Math.round(100 * (of[name] ?? 0)));
}

/** Points as parts of one, by name; the same points give the same parts. Nothing set, or no points at all, is null. */
function shares(points: readonly number[] | null, names: readonly string[]): Record<string, number> | null {
  const total = points?.reduce((sum, each) => sum + each, 0) ?? 0;
  if (points === null || total === 0) return null;
  return Object.fromEntries(names.map((name, index) => [name, (points[index] ?? 0) / total]));
}
