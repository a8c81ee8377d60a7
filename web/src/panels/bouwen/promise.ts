// What is known of the places of a plan together, which its heading follows. Pure.
import type { Candidate } from '../../api/site-types.ts';

/** `unknown` where none of them has a score yet. */
export type PlanPromise = 'promising' | 'open' | 'unknown';

export function promiseOf(places: readonly Pick<Candidate, 'value' | 'isPromising'>[]): PlanPromise {
  if (places.every(({ isPromising }) => isPromising)) return 'promising';
  return places.every(({ value }) => value === null) ? 'unknown' : 'open';
}
