import { describe, expect, it } from 'vitest';
import type { RecordForm } from './records.ts';
import { filledWith, written } from './written.ts';

const form: RecordForm = {
  kind: 'x', title: '', about: '', oneOf: [],
  fields: ['regel', 'getal', 'niveau', 'regels', 'dag'].map((content) => ({ name: content, title: content, required: false, content, choices: [], expected: '' })),
};

describe('a filled form', () => {
  it('has numbers as people write them, lists by line, and nothing of what is empty', () => {
    const filled = { regel: ' een regel ', getal: '1.234,5', niveau: '3', regels: 'een\n\n twee ', dag: '' };
    expect(written(form, filled)).toEqual({ regel: 'een regel', getal: 1234.5, niveau: 3, regels: ['een', 'twee'] });
    expect(written(form, { getal: '12.5' })).toEqual({ getal: 12.5 });
  });

  it('leaves what is no number to the service, which refuses it at its field', () => {
    expect(written(form, { getal: '12O', niveau: 'veel' })).toEqual({ getal: '12O', niveau: 'veel' });
  });

  it('stands in the form again as it was recorded', () => {
    expect(written(form, filledWith({ regel: 'a', getal: 1234.5, niveau: 0, regels: ['b', 'c'] }))).toEqual({ regel: 'a', getal: 1234.5, niveau: 0, regels: ['b', 'c'] });
  });
});
