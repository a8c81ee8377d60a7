// How much a part of a score counts: the weight of what is not known yet goes to the others, in proportion. It follows
// exactly from the weights that the server tells and from which parts have points. Pure.
import type { ScorePart } from '../../api/site-types.ts';

/** A share of 0 to 1; nothing where a part brings no points. */
export function countingWeight(part: ScorePart, all: readonly ScorePart[]): number | null {
  if (part.points === null) return null;
  return part.weight / all.reduce((sum, { points, weight }) => (points === null ? sum : sum + weight), 0);
}

/** Whether the weight of something that is not known goes to the parts that are. */
export function hasMovedWeight(all: readonly ScorePart[]): boolean {
  return all.some(({ points }) => points === null) && all.some(({ points }) => points !== null);
}
