// How many persons live farther than the norm, by their own time.
import type { Answer } from '../api/types.ts';

/** The classes beyond the norm together; null when the server hides the distribution. */
export function personsBeyond({ distribution, classes }: Answer): number | null {
  if (distribution === null) return null;
  const beyond = new Set(classes.filter(({ withinNorm }) => !withinNorm).map(({ number }) => number));
  return distribution
    .filter(({ classNumber }) => beyond.has(classNumber))
    .reduce((sum, { persons }) => sum + persons, 0);
}
