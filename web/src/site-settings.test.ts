import { expect, it } from 'vitest';
import { document, fitsInPlan, hasConditions, isReady, isSameQuestion, needSubjects, planPoints, usualSettings, weightsSet, withoutWeights } from './site-settings.ts';

it('what is not set is left to the weight set of the study', () => {
  expect(document(usualSettings)).toEqual({ vraag: 'buurtschool' });
});

it('points become parts of one', () => {
  const question = document({ ...usualSettings, criteria: [50, 25, 25], rebuilding: [1, 1, 2] });
  expect(question['criteria']).toEqual({ noodzaak: 0.5, ambitie: 0.25, meerwaarde: 0.25 });
  expect(question['noodzaak']).toEqual({ leeftijd: 0.25, conditie: 0.25, ruimte: 0.5 });
});

it('each question sends only the keys that it knows', () => {
  const all = { ...usualSettings, number: 2, budgetEuros: 9, perDistrict: 1, kind: 'PO', costEuros: 5, diameterMetres: 600, required: ['a'] };
  const keys = (question: typeof all.question): string[] => Object.keys(document({ ...all, question })).sort();
  expect(keys('clusters_0_18')).toEqual(['aantal', 'doorsnede_m', 'vraag']);
  expect(keys('dbos')).toEqual(['budget_eur', 'kosten_per_school_eur', 'vraag']);
  expect(keys('kansenwerkplaats')).toEqual(['vraag']);
  expect(keys('locaties')).toEqual(['aantal', 'budget_eur', 'hoogstens_per_wijk', 'varianten', 'verplicht', 'voorziening', 'vraag']);
});

it('an open sheet does not make another question', () => {
  expect(isSameQuestion(usualSettings, { ...usualSettings, place: 'a' })).toBe(true);
  expect(isSameQuestion(usualSettings, { ...usualSettings, number: 4 })).toBe(false);
});

it('a number of places alone is no condition', () => {
  expect(hasConditions({ ...usualSettings, number: 2 })).toBe(false);
  const conditions = [{ budgetEuros: 9 }, { perDistrict: 1 }, { required: ['a'] }, { forbidden: ['a'] }];
  expect(conditions.map((one) => hasConditions({ ...usualSettings, ...one }))).toEqual([true, true, true, true]);
});

it('nobody proposes what a library at school costs', () => {
  expect(isReady({ ...usualSettings, question: 'dbos' })).toBe(false);
  expect(isReady({ ...usualSettings, question: 'dbos', costEuros: 1 })).toBe(true);
});

it('the same question under a plan is another one', () => {
  expect(isSameQuestion(usualSettings, { ...usualSettings, withPlan: true })).toBe(false);
});

it('weights that were set can become those of a plan, in the words of the question', () => {
  expect(weightsSet(usualSettings)).toBeNull();
  const schools = { ...usualSettings, criteria: [50, 25, 25], subjects: [1, 0, 0, 0, 0, 0, 0] };
  expect(weightsSet(schools)).toEqual({ criteria: { noodzaak: 0.5, ambitie: 0.25, meerwaarde: 0.25 } });
  expect(weightsSet(withoutWeights(schools))).toBeNull();
  expect(weightsSet({ ...schools, question: 'locaties' })).toBeNull();
  const need = weightsSet({ ...schools, question: 'inzetprofiel' });
  expect(need?.['inzet']).toMatchObject({ taal: 1, voorzieningen: 0 });
  expect(need !== null && fitsInPlan(need)).toBe(true);
  expect(fitsInPlan({ inzet: { taal: 0.5, voorzieningen: 0.5 } })).toBe(false);
});

it('sliders begin at the weights of the plan, each group by itself', () => {
  const weights = { criteria: { noodzaak: 0.5, ambitie: 0.3, meerwaarde: 0.2 }, inzet: { sociale_cohesie: 1 } };
  expect(planPoints(weights, 'criteria')).toEqual([50, 30, 20]);
  expect(planPoints(weights, 'inzet')).toEqual(needSubjects.map((name) => (name === 'sociale_cohesie' ? 100 : 0)));
  expect(planPoints(weights, 'noodzaak')).toBeNull();
  expect(planPoints(null, 'criteria')).toBeNull();
});
