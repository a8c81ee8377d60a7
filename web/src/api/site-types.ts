// Answers about where to build, one type for each question.
import type { Source } from './types.ts';
import type { SiteSettings, WeightGroup } from '../site-settings.ts';

/** An answer with the settings it belongs to. */
export interface SiteResult {
  readonly settings: SiteSettings;
  readonly answer: SiteAnswer;
}

export type SiteAnswer = SchoolAnswer | LocationAnswer | ClusterAnswer | OpportunityAnswer | LibraryAnswer | NeedAnswer;

/** Whose weights hold: the question's own, those of the plan, or those of the weight set. */
export type WeightsOf = 'vraag' | 'scenario' | 'gewichtenset';

/** What every answer rests on. */
export interface Grounds {
  readonly formula: string;
  readonly weightSet: string;
  /** Whose weights it rests on, by group. */
  readonly weightsOf: ReadonlyMap<WeightGroup, WeightsOf>;
  readonly distanceLevel: string;
  readonly sources: readonly Source[];
}

/** A number of 0 to 100; where something is not known it has bounds and no value. */
export interface Bounded {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

/** A part of a score: its points add up with those of the others. */
export interface ScorePart extends Bounded {
  readonly name: string;
  readonly weight: number;
  readonly points: number | null;
  readonly note: string | null;
  readonly parts: readonly ScorePart[];
}

/** How firm a place in a list is: a key that no language changes, and its word. */
export interface Stability {
  readonly key: string;
  readonly word: string;
}

/** So many times among the first, of so many. */
export interface TimesFirst {
  readonly times: number;
  readonly of: number;
}

export interface Candidate extends Bounded {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly neighbourhood: string;
  readonly sentence: string;
  readonly label: string;
  /** Whether the server calls it promising: enough is known, and its score is high enough. */
  readonly isPromising: boolean;
  readonly criteria: readonly ScorePart[];
  readonly stability: Stability | null;
  readonly chance: number | null;
  /** How often it is among the first where one other assumption is made; nothing where none was. */
  readonly otherwise: TimesFirst | null;
  readonly open: string | null;
  readonly conditions: readonly { readonly name: string; readonly state: string }[];
  readonly estimateEuros: number | null;
  readonly reservationEuros: number | null;
  readonly budgetNote: string | null;
  readonly sheet: Sheet | null;
}

/** What else is known of a place; it counts for nothing beyond what the criteria say. */
export interface Sheet {
  readonly built: number | null;
  readonly owner: string | null;
  readonly floorSquareMetres: number | null;
  readonly ambition: { readonly level: number; readonly basis: string; readonly day: string; readonly role: string } | null;
  readonly wishes: readonly { readonly kind: string; readonly partner: string | null; readonly basis: string; readonly day: string }[];
  readonly inclusivity: string;
}

/** A set of places, best first; bound and gap where the server proves them. */
export interface SitePlan {
  readonly places: readonly string[];
  readonly value: number;
  readonly costEuros: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly words: string | null;
  readonly stability: Stability | null;
}

export interface SchoolAnswer {
  readonly kind: 'buurtschool';
  readonly title: string;
  readonly method: string;
  readonly number: number;
  readonly weights: readonly number[];
  readonly candidates: readonly Candidate[];
  readonly plans: readonly SitePlan[];
  /** What makes one set better than another: scores, or children within reach when scores are not known. */
  readonly aim: 'scores' | 'bereik';
  /** What the server says about this answer as a whole. */
  readonly notes: readonly string[];
  readonly noPlan: string | null;
  readonly possible: number;
  readonly costWords: string | null;
  /** The names of the list at equal weights, which knows no conditions. */
  readonly atEqualWeights: readonly string[];
  /** The best set at equal weights under the same conditions; nothing where the server does not say. */
  readonly planAtEqualWeights: readonly string[] | null;
  readonly listStability: string | null;
  /** How the words beside places came about: so many draws, of weights so much lower or higher. */
  readonly draws: { readonly count: number; readonly aroundPercent: number } | null;
  readonly breakPoints: readonly string[];
  readonly gains: string | null;
  readonly grounds: Grounds;
}

export interface LocationAnswer {
  readonly kind: 'locaties';
  readonly sentence: string;
  readonly method: string;
  /** How many people live within the norm now. */
  readonly within: number | null;
  readonly plans: readonly LocationPlan[];
  /** Every place that the answer names. */
  readonly places: readonly LocationPlace[];
  /** Whether these are all places that a plan may have. */
  readonly hasEveryPlace: boolean;
  /** What was drawn, and what the words beside places mean by it. */
  readonly drawWords: string;
  readonly balance: { readonly words: string; readonly plans: readonly BalancedPlan[] };
  readonly gains: string | null;
  readonly grounds: Grounds;
}

export interface NamedPlace {
  readonly id: string;
  readonly name: string;
  readonly district: string;
}

/** New places, with what they bring; numbers of people are nothing where they would tell of few. */
export interface LocationPlan {
  readonly places: readonly string[];
  readonly names: readonly NamedPlace[];
  readonly value: number | null;
  readonly bound: number | null;
  readonly gap: number;
  readonly costEuros: number;
  readonly costWords: string | null;
}

/** What the answer says of one place. */
export interface LocationPlace extends NamedPlace {
  readonly stability: Stability | null;
  /** In so many of 100 trials it is in the best plan; nothing where nothing was drawn. */
  readonly drawnPercent: number | null;
  /** In how many of the plans it is. */
  readonly plans: number;
  readonly costEuros: number | null;
  /** Whether one reservation counts for want of an estimate; nothing where the answer does not say. */
  readonly isAssumed: boolean | null;
  /** How many people live within the norm when it is the only new place. */
  readonly withinAlone: number | null;
}

/** A plan that no other betters in cost, people within the norm and who is left far away. */
export interface BalancedPlan {
  readonly names: readonly string[];
  readonly costEuros: number | null;
  readonly within: number | null;
  readonly shortfallPercent: number | null;
  readonly longestSeconds: number | null;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface Cluster {
  readonly id: string;
  readonly sentence: string;
  readonly label: string;
  readonly stability: Stability | null;
  readonly district: string | null;
  readonly missing: readonly string[];
  readonly members: readonly Member[];
}

export interface ClusterAnswer {
  readonly kind: 'clusters_0_18';
  readonly sentence: string;
  readonly method: string;
  readonly diameterMetres: number;
  readonly clusters: readonly Cluster[];
  readonly near: readonly Cluster[];
  readonly grounds: Grounds;
}

export interface OpportunityAnswer {
  readonly kind: 'kansenwerkplaats';
  readonly title: string;
  readonly method: string;
  readonly places: readonly {
    readonly name: string; readonly label: string; readonly stability: Stability | null; readonly sentence: string; readonly codes: readonly string[];
  }[];
  readonly grounds: Grounds;
}

export interface NeedAnswer {
  readonly kind: 'inzetprofiel';
  readonly title: string;
  readonly method: string;
  readonly weights: readonly { readonly code: string; readonly name: string; readonly weight: number }[];
  readonly indicators: readonly { readonly name: string; readonly year: string | null; readonly source: string | null }[];
  readonly areas: readonly NeedArea[];
  readonly notMeasured: string;
  readonly grounds: Grounds;
}

export interface NeedArea {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly sentence: string;
  readonly stability: Stability | null;
  /** Whether it is among the two fifths where the surroundings ask for most. */
  readonly asksMost: boolean;
}

export interface LibraryAnswer {
  readonly kind: 'dbos';
  readonly sentence: string;
  readonly method: string;
  readonly schools: readonly { readonly id: string; readonly name: string; readonly sentence: string; readonly label: string; readonly stability: Stability | null }[];
  readonly apart: readonly { readonly id: string; readonly name: string; readonly sentence: string; readonly label: string; readonly stability: Stability | null }[];
  readonly grounds: Grounds;
}
