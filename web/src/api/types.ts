// What the server tells, in the words of this page. `decode.ts` makes these from JSON.

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];
/** Longitude, latitude in degrees. */
export type LonLat = readonly [number, number];
export type AreaLevel = 'buurt' | 'wijk' | 'gemeente';

/** One kind of facility that can be asked about. */
export interface Kind {
  readonly code: string;
  readonly singular: string;
  readonly plural: string;
  readonly article: string;
  /** Its own mark in its symbol, as marks.ts makes it of the letter that the server gives. */
  readonly letter: string;
  readonly shape: string;
  readonly count: number;
  readonly ages: readonly string[];
  readonly profile: string;
  readonly profileText: string;
  readonly normSeconds: number;
  /** What the norm rests on, and how sure that is. */
  readonly normBasis: string | null;
}

/** Who can travel. */
export interface Profile {
  readonly code: string;
  readonly words: string;
}

export interface AgeGroup {
  readonly code: string;
  readonly name: string;
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly district: string | null;
  readonly middle: LonLat;
  readonly bounds: Bounds;
}

export interface Source {
  readonly title: string;
  readonly publisher: string | null;
  readonly date: string | null;
  readonly licence: string | null;
}

/** What is loaded: the place, and the questions it can answer. */
export interface Study {
  readonly name: string;
  /** The system the study calculates in, such as EPSG:28992. */
  readonly system: string;
  readonly date: string;
  readonly version: string;
  readonly bounds: Bounds;
  readonly distanceLevelText: string;
  readonly normSet: { readonly name: string; readonly label: string };
  readonly profiles: readonly Profile[];
  readonly kinds: readonly Kind[];
  readonly ages: readonly AgeGroup[];
  readonly areas: readonly Area[];
  readonly sources: readonly Source[];
  readonly basemapLayers: readonly string[];
  /** The map of somebody else that the study wants instead of its own background. */
  readonly backgroundMap: { readonly address: string; readonly attribution: string } | null;
}

/** The figures of one area. A hidden or unknown number is null and `reason` says why. */
export interface AreaFigures {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly district: string | null;
  readonly classNumber: number;
  readonly persons: number | null;
  readonly covered: number | null;
  readonly sharePercent: number | null;
  readonly tenthSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly ninetiethSeconds: number | null;
  readonly estimatedPercent: number | null;
  readonly reason: string | null;
}

/** One class of the legend. Class 0 is "not enough data". */
export interface AreaClass {
  readonly number: number;
  readonly name: string;
  readonly withinNorm: boolean;
  readonly colour: string;
  readonly areas: number;
  readonly persons: number | null;
}

export interface ClassShare {
  readonly classNumber: number;
  readonly persons: number;
}

/** The whole answer to one question. */
export interface Answer {
  /** What was asked: the codes of the kind and of the age group. */
  readonly kind: string;
  readonly age: string;
  readonly title: string;
  readonly unit: string;
  readonly normSeconds: number;
  readonly normLabel: string;
  readonly profile: string;
  readonly city: AreaFigures | null;
  /** How many persons of the city fall in each class by their own time; null when that is hidden. */
  readonly distribution: readonly ClassShare[] | null;
  readonly classes: readonly AreaClass[];
  readonly areas: readonly AreaFigures[];
  readonly estimatedPercent: number | null;
  readonly sources: readonly string[];
  readonly method: string;
}

export interface Part {
  readonly name: string;
  readonly persons: number | null;
  readonly within: boolean;
}

/** Why a number is what it is: one sentence, and parts that add up to it. */
export interface Explanation {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly district: string | null;
  readonly sentence: string;
  readonly figures: AreaFigures;
  readonly parts: readonly Part[];
  readonly spread: string | null;
  readonly estimatedPercent: number | null;
  readonly sources: readonly Source[];
  readonly formula: string;
  readonly normSet: string;
  readonly distanceLevel: string;
  readonly reason: string | null;
}

/** A place with a name that is no area: a facility, a street or a building. */
export interface FoundPlace {
  readonly sort: 'voorziening' | 'straat' | 'gebouw' | 'plek';
  readonly name: string;
  readonly neighbourhood: string | null;
  readonly middle: LonLat;
}

/** How far the server is with reading the study. */
export interface Progress {
  readonly step: string | null;
  readonly share: number | null;
}

/** A version of a record. */
export interface RecordEntry {
  readonly id: string;
  readonly version: number;
  readonly holds: boolean;
  readonly action: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Whether the study counts it; null while it is not read again yet. */
  readonly inStudy: boolean | null;
  readonly notInStudy: string | null;
}

/** Why there is no answer. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'refused'; readonly status: number; readonly title: string; readonly detail: string; readonly parameter: string; readonly inForce?: RecordEntry; readonly problems?: readonly string[] }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** Who looks, as the service knows them. */
export interface Who {
  readonly name: string | null;
  readonly role: string | null;
  readonly loggedIn: boolean;
  /** Whether there is anywhere to log in. */
  readonly canLogIn: boolean;
  readonly may: {
    /** Keep records and plans. */
    readonly enter: boolean;
    /** Send layers. */
    readonly send: boolean;
    /** Take in a copy of records. */
    readonly takeIn: boolean;
  };
}

export type Outcome<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'failure'; readonly failure: Failure };
