import { expect, it } from 'vitest';
import { minutes, signed } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { shownDifference } from './shown-difference.ts';

const nl = textsIn('nl');

it('a difference is that of the numbers as they are shown', () => {
  const [before, after] = [434.4, 424];
  expect([minutes(before, nl), minutes(after, nl)]).toEqual(['7,2', '7,1']);
  // Of the seconds themselves it would be 0.173 minutes, so 0.2.
  expect(signed(shownDifference(before / 60, after / 60, 1), nl, 1)).toBe('\u22120,1');
  expect(signed(shownDifference(72.5, 75.4, 1), nl, 1)).toBe('+2,9');
  expect(signed(shownDifference(60000, 60210), nl)).toBe('+210');
});

it('what is shown the same does not differ', () => {
  expect(signed(shownDifference(7.21, 7.24, 1), nl, 1)).toBe('0,0');
});

it('there is no difference with what is not known', () => {
  expect([shownDifference(null, 1), shownDifference(1, null)]).toEqual([null, null]);
});
