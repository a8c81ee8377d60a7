import { expect, it } from 'vitest';
import { promiseOf } from './promise.ts';

const promising = { value: 65, isPromising: true };
const explored = { value: 41, isPromising: false };
const unknown = { value: null, isPromising: false };

it('calls places promising only when the server says so of each', () => {
  expect(promiseOf([promising, promising])).toBe('promising');
  expect(promiseOf([promising, explored])).toBe('open');
  expect(promiseOf([promising, unknown])).toBe('open');
});

it('says that too little is known when no place has a score', () => {
  expect(promiseOf([unknown, unknown])).toBe('unknown');
});
