import { expect, it } from 'vitest';
import { emptyPlan, type Change, type Plan, type YieldRow } from './plan.ts';
import { hasYields, uncountedHomes } from './uncounted-homes.ts';

const homes: Change = { id: 'w1', soort: 'woningen', plaats: [5.3, 52.6], type: 'woning', aantal: 600, jaar: 2030 };
const row: YieldRow = { type: 'woning', na_jaren: 0, '0-4': null, '4-12': 0.35, '12-18': null, alle: null };

function plan(rows: readonly YieldRow[] | null, some: Partial<Plan> = {}): Plan {
  const kengetallen = rows === null ? null : { naam: 'eigen getallen', bron: 'eigen telling', datum: '2026-01-01', per_woning: rows };
  return { ...emptyPlan, kengetallen, wijzigingen: [homes], ...some };
}

function uncounted(of: Plan, age = '4-12', year?: number): string[] {
  return uncountedHomes(of, age, year).map(({ id }) => id);
}

it('homes without numbers of people are not counted, which is not nobody', () => {
  expect(uncounted(plan(null))).toEqual(['w1']);
  expect(uncounted(plan([{ ...row, type: 'appartement' }]))).toEqual(['w1']);
  expect(uncounted(plan([row]))).toEqual([]);
  expect(uncounted(plan([{ ...row, '4-12': 0 }]))).toEqual([]);
  expect([hasYields(plan(null), 'woning'), hasYields(plan([row]), 'woning')]).toEqual([false, true]);
});

it('homes are counted for the ages that have a number only', () => {
  expect(uncounted(plan([row]), '0-4')).toEqual(['w1']);
  expect(uncounted(plan([row]), 'alle')).toEqual(['w1']);
});

it('homes that are not ready yet hold nobody, and that is known', () => {
  expect(uncounted(plan(null, { jaar: 2028 }))).toEqual([]);
  expect(uncounted(plan(null), '4-12', 2026)).toEqual([]);
  expect(uncounted(plan(null), '4-12', 2031)).toEqual(['w1']);
});

it('a number holds from the years after which it is given', () => {
  const later = plan([{ ...row, na_jaren: 10 }]);
  expect([2031, 2040].map((year) => uncounted(later, '4-12', year))).toEqual([['w1'], []]);
  const forgotten = plan([{ ...row, na_jaren: 10, '4-12': null }, row]);
  expect([2031, 2040].map((year) => uncounted(forgotten, '4-12', year))).toEqual([[], ['w1']]);
});

it('a plan without a year is about the first in which all its homes are ready', () => {
  const flats: Change = { ...homes, id: 'w2', type: 'appartement', jaar: 2040 };
  const both = plan([{ ...row, na_jaren: 10 }], { wijzigingen: [homes, flats] });
  expect(uncounted(both)).toEqual(['w2']);
});

it('a plan without homes has none to count', () => {
  expect(uncounted(plan(null, { wijzigingen: [] }))).toEqual([]);
});
