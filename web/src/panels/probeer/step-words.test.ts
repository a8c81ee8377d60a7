import { expect, it } from 'vitest';
import { emptyPlan, withFacilityAt, type Plan } from '../../plan/plan.ts';
import { stateAt } from '../../state.ts';
import { linkFrom } from '../../url.ts';
import { stepWords } from './step-words.ts';

const plan: Plan = { ...withFacilityAt(emptyPlan, 'school', [5.1, 52]), naam: 'Plan Oost' };

function words(to: Partial<Plan>, from = plan): string {
  return stepWords(stateAt(linkFrom('?weergave=probeer')), from, { ...from, ...to });
}

it('a step is called by what it did, and not by the name of the plan', () => {
  expect(words({ jaar: 2026 })).toBe('woningen klaar in 2026');
  expect(words({ jaar: null }, { ...plan, jaar: 2026 })).toBe('alle woningen klaar');
  expect(words({ naam: 'Plan West' })).toBe('naam Plan West');
  expect(words({ normen: [{ voorziening: 'PO', profiel: null, minuten: 5 }] })).toBe('andere norm');
  expect(words({ wijzigingen: [] })).toBe('weggehaald: school verhuist');
  expect(words({}, { ...emptyPlan, naam: 'Leeg' })).toBe('Leeg');
  expect(words({ wijzigingen: plan.wijzigingen }, emptyPlan)).toBe('school verhuist');
});
