import { expect, it } from 'vitest';
import type { AreaFigures } from '../api/types.ts';
import { textsIn } from '../texts/texts.ts';
import { reasonWords } from './reason-words.ts';

const figures: AreaFigures = {
  code: 'BU1', name: 'Noord', level: 'buurt', district: null, classNumber: 0, persons: null, covered: null, sharePercent: null,
  tenthSeconds: null, medianSeconds: null, ninetiethSeconds: null, estimatedPercent: null, reason: null,
};

it('a short reason becomes a sentence in the language of the page', () => {
  const [nl, en] = [textsIn('nl'), textsIn('en')];
  const said = (reason: string | null, texts: typeof nl): string => reasonWords({ ...figures, reason }, 'x', texts);
  expect(said('klein aantal', nl)).toBe(nl.states.fewPersons('x'));
  expect(said('small number', en)).toBe(en.states.fewPersons('x'));
  expect(said('no residents', en)).toBe(en.states.empty('x'));
  expect(said('no data', en)).toBe(en.states.noData);
  expect(said('4 homes: no route', en)).toBe('4 homes: no route');
});
