// The parts of a question, each as a list to choose from, for every view that asks one.
import { html, type TemplateResult } from 'lit-html';
import type { Kind, Study } from '../api/types.ts';
import { normInForce, type NormChoice } from '../norm-choice.ts';
import type { Send, State } from '../state.ts';
import { normMinutes } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';

/** How a list looks: as a field, or as words in a sentence. */
type Look = 'utrecht-select utrecht-select--html-select' | 'pick';
const field: Look = 'utrecht-select utrecht-select--html-select';

export function kindChoice(state: State, study: Study, send: Send, look: Look = field): TemplateResult {
  return html`<select class=${look} aria-label=${textsIn(state.language).ask.kinds} @change=${(event: Event) => send({ kind: 'kind-chosen', code: chosenValue(event) })}>
    ${study.kinds.map(({ code, singular }) => html`<option value=${code} .selected=${code === state.kind}>${singular}</option>`)}
  </select>`;
}

/** The ages that a kind is for, in the order of the study. */
export function ageChoice(state: State, study: Study, kind: Kind, send: Send, look: Look = field): TemplateResult {
  const offered = study.ages.filter(({ code }) => kind.ages.includes(code));
  return html`<select class=${look} aria-label=${textsIn(state.language).ask.ages} @change=${(event: Event) => send({ kind: 'age-chosen', code: chosenValue(event) })}>
    ${offered.map(({ code, name }) => html`<option value=${code} .selected=${code === state.age}>${name}</option>`)}
  </select>`;
}

/** The norm in force, and whether it is the norm set's or a choice. */
export function normWords(state: State, kind: Kind, norm: NormChoice): TemplateResult {
  const texts = textsIn(state.language);
  const { seconds, isOwn } = normInForce(kind, norm);
  return html`${texts.ask.norm(normMinutes(seconds, texts))} <span class="tag warn">${isOwn ? texts.ask.own : texts.ask.proposal}</span>`;
}
