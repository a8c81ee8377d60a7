import { expect, it } from 'vitest';
import type { Source } from '../api/types.ts';
import { makers, sourceWords } from './source-words.ts';
import { textsIn } from './texts.ts';

const sent: Source = { title: 'eigen.csv', publisher: null, date: null, licence: null };

it('what is not told of a source leaves no trace', () => {
  const words = textsIn('nl');
  expect(sourceWords(sent, words)).toBe('eigen.csv');
  expect(sourceWords({ ...sent, publisher: 'CBS' }, words)).toBe('eigen.csv, CBS');
  expect(makers([sent, { ...sent, publisher: 'CBS' }, { ...sent, publisher: 'CBS' }])).toEqual(['CBS']);
});
