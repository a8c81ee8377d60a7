import { expect, it } from 'vitest';
import type { ScorePart } from '../../api/site-types.ts';
import { countingWeight, hasMovedWeight } from './counting-weight.ts';

function part(weight: number, points: number | null, value: number | null = points): ScorePart {
  return { name: '', weight, points, value, low: value ?? 0, high: value ?? 100, note: null, parts: [] };
}

it('gives the weight of what is not known to the others, so that value and weight make the points', () => {
  const parts = [part(0.4, 24, 48), part(0.4, 19, 38), part(0.2, null)];
  expect(parts.map((each) => countingWeight(each, parts))).toEqual([0.5, 0.5, null]);
  for (const each of parts.slice(0, 2)) expect((countingWeight(each, parts) ?? 0) * (each.value ?? 0)).toBeCloseTo(each.points ?? 0);
  expect(hasMovedWeight(parts)).toBe(true);
});

it('leaves the weights as they are where all is known, or nothing', () => {
  const known = [part(0.25, 10), part(0.75, 20)];
  expect(known.map((each) => countingWeight(each, known))).toEqual([0.25, 0.75]);
  expect(hasMovedWeight(known)).toBe(false);
  expect(hasMovedWeight([part(0.5, null), part(0.5, null)])).toBe(false);
});
