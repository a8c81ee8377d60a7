import { expect, it } from 'vitest';
import { beyondNorm } from './beyond-norm.ts';

it('a time that is shown as the norm and lies beyond it is told to be just beyond it', () => {
  // Shown as 5 minutes, beside a norm of 5.
  expect(beyondNorm(300.9, 300, 'nl')).toBe('iets verder dan de norm van 5\u00a0min');
  expect(beyondNorm(610.8, 600, 'en')).toBe('just beyond the norm of 10\u00a0min');
  // Shown as 15 minutes, beside a norm of 15.2.
  expect(beyondNorm(910, 909.09, 'nl')).toBe('iets verder dan de norm van 15,2\u00a0min');
});

it('a time that is shown beyond the norm is told to be beyond it', () => {
  expect(beyondNorm(330, 300, 'nl')).toBe('verder dan de norm van 5 min');
  expect(beyondNorm(987.4, 900, 'en')).toBe('beyond the norm of 15 min');
  expect(beyondNorm(null, 900, 'en')).toBe('beyond the norm of 15 min');
});
