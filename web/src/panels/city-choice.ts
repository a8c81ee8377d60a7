// For which city something is asked: as it is now, or with the plan of Probeer.
import { html, type TemplateResult } from 'lit-html';
import type { Language } from '../state.ts';
import { bouwenTexts } from '../texts/bouwen.ts';
import { chosenValue } from './chosen.ts';

/** The choice between both, for a plan that there is. */
export function cityChoice(language: Language, plan: { readonly name: string; readonly isChosen: boolean }, choose: (withPlan: boolean) => void): TemplateResult {
  const texts = bouwenTexts(language);
  const options = [{ value: 'nu', words: texts.underNow }, { value: 'plan', words: texts.underPlan(plan.name || texts.nameless) }];
  return html`<label class="field"><span>${texts.under}</span>
    <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => choose(chosenValue(event) === 'plan')}>
      ${options.map(({ value, words }) => html`<option value=${value} .selected=${(value === 'plan') === plan.isChosen}>${words}</option>`)}
    </select></label>`;
}
