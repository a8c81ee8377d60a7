// Another norm than the norm set has: who travels to the chosen kind, and how long that may take. Pure.
import type { Kind, Study } from './api/types.ts';

/** Null is what the norm set says. */
export interface NormChoice {
  readonly profile: string | null;
  readonly minutes: number | null;
}

export const usualNorm: NormChoice = { profile: null, minutes: null };
/** No norm is longer, in minutes; the server says so too. */
export const mostMinutes = 120;

export interface NormInForce {
  readonly profile: string;
  readonly seconds: number;
  readonly isOwn: boolean;
}

/** By what the chosen kind is judged on the map. */
export function normInForce(kind: Kind, { profile, minutes }: NormChoice): NormInForce {
  return { profile: profile ?? kind.profile, seconds: minutes === null ? kind.normSeconds : 60 * minutes, isOwn: profile !== null || minutes !== null };
}

export function isTravellerKnown({ profile }: NormChoice, study: Study): boolean {
  return profile === null || study.profiles.some(({ code }) => code === profile);
}

/** A choice without what the norm set says already, and without a traveller whom the study does not know. */
export function settledNorm(norm: NormChoice, kind: Kind, study: Study): NormChoice {
  return {
    profile: norm.profile === kind.profile || !isTravellerKnown(norm, study) ? null : norm.profile,
    minutes: norm.minutes !== null && 60 * norm.minutes === kind.normSeconds ? null : norm.minutes,
  };
}

export function isSameNorm(one: NormChoice, other: NormChoice): boolean {
  return one.profile === other.profile && one.minutes === other.minutes;
}
