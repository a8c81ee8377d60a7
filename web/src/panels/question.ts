// The question as a sentence with choices in it.
import { html, type TemplateResult } from 'lit-html';
import type { Study } from '../api/types.ts';
import { chosenKind } from '../lookup.ts';
import type { Send, State } from '../state.ts';
import { travelMode } from '../texts/mode.ts';
import { normMinutes } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';

export function question(state: State, study: Study, send: Send): TemplateResult | null {
  const texts = textsIn(state.language);
  const kind = chosenKind(state);
  if (kind === null) return null;
  const mode = travelMode(kind.profile);
  return html`<section aria-label=${texts.ask.eyebrow}>
    <h2 class="eyebrow">${texts.ask.eyebrow}</h2>
    <p class="ask">
      ${texts.ask.before(mode)} ${ages(state, study, kind.ages, send)}
      ${texts.ask.between(mode, kind.article)} <span class="whole">${kinds(state, study, send)}?</span>
      <span class="norm">${texts.ask.norm(normMinutes(kind.normSeconds, texts))}<span class="tag warn">${texts.ask.proposal}</span></span>
    </p>
    <p class="small">${sentence(study.normSet.label)} ${sentence(kind.profileText)}</p>
  </section>`;
}

function ages(state: State, study: Study, allowed: readonly string[], send: Send): TemplateResult {
  const offered = study.ages.filter((age) => allowed.includes(age.code));
  return html`<select class="pick" aria-label=${textsIn(state.language).ask.ages}
    @change=${(event: Event) => send({ kind: 'age-chosen', code: chosenValue(event) })}>
    ${offered.map((age) => html`<option value=${age.code} .selected=${age.code === state.age}>${age.name}</option>`)}
  </select>`;
}

function kinds(state: State, study: Study, send: Send): TemplateResult {
  return html`<select class="pick" aria-label=${textsIn(state.language).ask.kinds}
    @change=${(event: Event) => send({ kind: 'kind-chosen', code: chosenValue(event) })}>
    ${study.kinds.map((kind) => html`<option value=${kind.code} .selected=${kind.code === state.kind}>${kind.singular}</option>`)}
  </select>`;
}

/** A label as a sentence: with a capital and a full stop. */
function sentence(label: string): string {
  const capital = label.charAt(0).toUpperCase() + label.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
