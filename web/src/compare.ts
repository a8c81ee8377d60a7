// Two plans side by side: which, about which questions, and how they are shown. The plan on the desk is always the right one.
import type { NormChoice } from './norm-choice.ts';

/** The name of the city as it is, where a plan could stand. */
export const cityNow = 'nu';

export interface Beside {
  /** The fingerprint of the plan on the left, or `cityNow`. */
  readonly plan: string;
  /** Another question on the left; null is the same question. */
  readonly kind: string | null;
  readonly age: string | null;
  readonly shown: 'schuif' | 'verschil';
}

/** By what the difference is drawn. */
export type MeasureName = 'tijd' | 'aandeel';

export const usualBeside: Beside = { plan: cityNow, kind: null, age: null, shown: 'schuif' };

/** What one side of a comparison asks the server. */
export interface SideRequest {
  /** The fingerprint of a plan; null is the city as it is. */
  readonly scenario: string | null;
  readonly kind: string;
  readonly age: string;
  readonly language: 'nl' | 'en';
  readonly norm: NormChoice;
}

export interface DifferenceRequest extends SideRequest {
  readonly comparedWith: string | null;
}
