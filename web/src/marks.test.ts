import { expect, it } from 'vitest';
import type { Kind } from './api/types.ts';
import { withOwnMarks } from './marks.ts';

function kind(code: string, letter: string): Kind {
  return {
    code, letter, singular: code, plural: code, article: 'de', shape: 'circle', count: 1, ages: [],
    profile: 'lopen', profileText: '', normSeconds: 600, normBasis: null,
  };
}

function marks(...kinds: Kind[]): string[] {
  return withOwnMarks(kinds).map(({ letter }) => letter);
}

it('keeps a letter that is of one kind only', () => {
  expect(marks(kind('PO', 'B'), kind('BIBLIOTHEEK', 'L'))).toEqual(['B', 'L']);
});

it('gives kinds that share a letter two letters of their code, but the one whose code begins with it', () => {
  expect(marks(kind('BSO', 'K'), kind('KDV', 'K'))).toEqual(['Bs', 'K']);
  expect(marks(kind('BUURTTEAM', 'Z'), kind('CONSULTATIEBUREAU', 'Z'), kind('HUISARTS', 'Z'))).toEqual(['Bu', 'Co', 'Hu']);
});

it('gives every kind of the example town and of Utrecht a mark of its own', () => {
  const kinds = [
    ['BIBLIOTHEEK', 'L'], ['BSO', 'K'], ['BUURTHUIS', 'O'], ['BUURTSCHOOL', 'N'], ['BUURTTEAM', 'Z'], ['CONSULTATIEBUREAU', 'Z'], ['GYMZAAL', 'G'],
    ['HUISARTS', 'Z'], ['JONGERENWERK', 'J'], ['KDV', 'K'], ['MBO', 'V'], ['PO', 'B'], ['SBO', 'S'], ['SCHOOL_10_14', 'V'], ['SO', 'S'],
    ['SPEELPLEK', 'O'], ['SPORT', 'G'], ['TAALSCHOOL', 'S'], ['VO', 'V'], ['VSO', 'S'],
  ] satisfies [string, string][];
  expect(new Set(marks(...kinds.map(([code, letter]) => kind(code, letter)))).size).toBe(kinds.length);
});
