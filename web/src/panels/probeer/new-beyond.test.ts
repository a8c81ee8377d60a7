import { expect, it } from 'vitest';
import { newBeyond } from './new-beyond.ts';

it('new homes that all lie beyond the norm are told, with who will live there', () => {
  expect(newBeyond({ gained: 0, lost: 0, morePersons: 480, moreCovered: 0 })).toBe(480);
  expect(newBeyond({ gained: 60, lost: 20, morePersons: 480, moreCovered: 40 })).toBe(480);
});

it('nothing is told of homes within the norm, of none, or of numbers that are hidden', () => {
  expect(newBeyond({ gained: 0, lost: 0, morePersons: 480, moreCovered: 480 })).toBeNull();
  expect(newBeyond({ gained: 60, lost: 0, morePersons: 0, moreCovered: 60 })).toBeNull();
  expect(newBeyond({ gained: null, lost: 0, morePersons: 480, moreCovered: 0 })).toBeNull();
});
