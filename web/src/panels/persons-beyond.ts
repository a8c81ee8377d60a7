// How many persons an explanation places farther than the norm.
import type { Explanation } from '../api/types.ts';

/** The parts beyond the norm together; null when there are no parts or one of them is hidden. */
export function personsBeyond(explanation: Explanation): number | null {
  if (explanation.parts.length === 0) return null;
  return explanation.parts
    .filter((part) => !part.within)
    .reduce<number | null>((sum, part) => (sum === null || part.persons === null ? null : sum + part.persons), 0);
}
