// A plan: named changes of the city in order, in the words of the published form (/v1/schemas/scenario.json).
import { usualNorm, type NormChoice } from '../norm-choice.ts';
import type { LonLat } from '../api/types.ts';

export type TravelWord = 'lopen' | 'rolstoel' | 'fiets' | 'auto';
export type StreetUse = 'voetpad' | 'fietspad' | 'voet_en_fietspad' | 'straat';

export type ChangeOf =
  | {
    readonly soort: 'voorziening_openen'; readonly voorziening: string; readonly naam: string; readonly soorten: readonly string[];
    readonly plaats: LonLat; readonly capaciteit: number | null; readonly openingstijden: string | null;
  }
  | { readonly soort: 'voorziening_sluiten'; readonly voorziening: string }
  | { readonly soort: 'voorziening_verplaatsen'; readonly voorziening: string; readonly naar: LonLat }
  | { readonly soort: 'capaciteit'; readonly voorziening: string; readonly capaciteit: number | null }
  | { readonly soort: 'openingstijden'; readonly voorziening: string; readonly openingstijden: string | null }
  | {
    readonly soort: 'brug_toevoegen'; readonly van: LonLat; readonly naar: LonLat; readonly vervoer: readonly TravelWord[];
    readonly drempelvrij: boolean | null;
  }
  | { readonly soort: 'straat_toevoegen'; readonly lijn: readonly LonLat[]; readonly gebruik: StreetUse }
  | { readonly soort: 'straat_sluiten'; readonly plaats: LonLat }
  | { readonly soort: 'woningen'; readonly plaats: LonLat; readonly type: string; readonly aantal: number; readonly jaar: number }
  /** A change that this page does not draw: kept as it was written. */
  | { readonly soort: 'overig'; readonly written: Readonly<Record<string, unknown>> };

export type Change = ChangeOf & { readonly id: string };

/** People for each planned home of a type: the user's own numbers, with their source. */
export interface YieldRow {
  readonly type: string;
  readonly na_jaren: number;
  readonly '0-4': number | null;
  readonly '4-12': number | null;
  readonly '12-18': number | null;
  readonly alle: number | null;
}

export interface Yields {
  readonly naam: string;
  readonly bron: string;
  readonly datum: string;
  readonly per_woning: readonly YieldRow[];
}

export interface PlanNorm {
  readonly voorziening: string;
  readonly profiel: string | null;
  readonly minuten: number | null;
}

/** Weights by group (`criteria`, `noodzaak`, `meerwaarde`, `inzet`) and name; those of a group are one together. */
export type PlanWeights = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Plan {
  readonly naam: string;
  /** Of which study it is a variant; null is the study at hand. */
  readonly basis: Readonly<Record<string, unknown>> | null;
  readonly jaar: number | null;
  readonly kengetallen: Yields | null;
  /** By which norms it is judged, where these are other than the norm set has; each kind once. */
  readonly normen: readonly PlanNorm[];
  /** By which questions about where to build are weighed under it, where these are other than the weight set has. */
  readonly gewichten: PlanWeights | null;
  readonly wijzigingen: readonly Change[];
  /** The plan of the service that this is a version of; it is in no file. */
  readonly kept: string | null;
}

/** What is asked of a plan through the years. */
export interface YearsRequest extends StepsRequest {
  readonly language: 'nl' | 'en';
}

/** What is asked of the steps of a plan. */
export interface StepsRequest {
  readonly plan: Plan;
  readonly kind: string;
  readonly age: string;
}

export const emptyPlan: Plan = { naam: '', basis: null, jaar: null, kengetallen: null, normen: [], gewichten: null, wijzigingen: [], kept: null };

/** The plan as the server reads it and as a file holds it. */
export function planDocument(plan: Plan): Record<string, unknown> {
  return {
    schema: 'nabij-scenario-1', naam: plan.naam, crs: 'OGC:CRS84',
    ...(plan.basis === null ? {} : { basis: plan.basis }),
    ...(plan.jaar === null ? {} : { jaar: plan.jaar }),
    ...(plan.kengetallen === null ? {} : { kengetallen: plan.kengetallen }),
    ...(plan.normen.length === 0 ? {} : { normen: plan.normen }),
    ...(plan.gewichten === null ? {} : { gewichten: plan.gewichten }),
    wijzigingen: plan.wijzigingen.map((change) => (change.soort === 'overig' ? change.written : change)),
  };
}

/** Whether there is nothing in the plan of which the server could tell anything. */
export function isEmpty({ wijzigingen, gewichten }: Plan): boolean {
  return wijzigingen.length === 0 && gewichten === null;
}

/** Whether two plans say the same, in whatever order their fields were written. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  return one === other || inOrder(one) === inOrder(other);
}

function inOrder(plan: Plan): string {
  return JSON.stringify(planDocument(plan), (_, value: unknown) =>
    (value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted()) : value));
}

/** What the id of every facility that is drawn on this page begins with. */
export const newFacility = 'nieuw-';

/** An id that no change has yet. */
export function nextId(plan: Plan): string {
  const taken = new Set(plan.wijzigingen.map(({ id }) => id));
  let number = plan.wijzigingen.length + 1;
  while (taken.has(`w${number}`)) number += 1;
  return `w${number}`;
}

/** The plan with one more change, or with a change in the place of the one with its id. */
export function withChange(plan: Plan, change: Change): Plan {
  const isThere = plan.wijzigingen.some(({ id }) => id === change.id);
  const wijzigingen = isThere ? plan.wijzigingen.map((each) => (each.id === change.id ? change : each)) : [...plan.wijzigingen, change];
  return { ...plan, wijzigingen };
}

/** By which norm the plan judges a kind. */
export function normOfPlan(plan: Plan, kind: string | null): NormChoice {
  const norm = plan.normen.find(({ voorziening }) => voorziening === kind);
  return norm === undefined ? usualNorm : { profile: norm.profiel, minutes: norm.minuten };
}

/** The plan with another norm for a kind; a choice of nothing is that of the norm set. */
export function withNorm(plan: Plan, kind: string, { profile, minutes }: NormChoice): Plan {
  const others = plan.normen.filter(({ voorziening }) => voorziening !== kind);
  const isUsual = profile === null && minutes === null;
  return { ...plan, normen: isUsual ? others : [...others, { voorziening: kind, profiel: profile, minuten: minutes }] };
}

/** The plan with weights of its own beside those it has. */
export function withWeights(plan: Plan, weights: PlanWeights): Plan {
  return { ...plan, gewichten: { ...plan.gewichten, ...weights } };
}

/** The plan with people for homes of one type. */
export function withYields(plan: Plan, row: YieldRow, source: string, day: string): Plan {
  const others = withoutYields(plan, row.type).kengetallen?.per_woning ?? [];
  return { ...plan, kengetallen: { naam: 'eigen getallen', bron: source, datum: day, per_woning: [...others, row] } };
}

/** The plan without people for homes of one type. */
export function withoutYields(plan: Plan, type: string): Plan {
  const { kengetallen } = plan;
  const others = kengetallen?.per_woning.filter((row) => row.type !== type) ?? [];
  return { ...plan, kengetallen: kengetallen === null || others.length === 0 ? null : { ...kengetallen, per_woning: others } };
}

/** The plan with a facility elsewhere: one change is enough, however often it is moved. */
export function withFacilityAt(plan: Plan, facility: string, at: LonLat): Plan {
  const opened = plan.wijzigingen.find((change) => change.soort === 'voorziening_openen' && change.voorziening === facility);
  if (opened?.soort === 'voorziening_openen') return withChange(plan, { ...opened, plaats: at });
  const moved = plan.wijzigingen.find((change) => change.soort === 'voorziening_verplaatsen' && change.voorziening === facility);
  const id = moved?.id ?? nextId(plan);
  return withChange(plan, { id, soort: 'voorziening_verplaatsen', voorziening: facility, naar: at });
}
