// The question as a sentence with choices in it; another norm is chosen below it.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, Study } from '../api/types.ts';
import { chosenKind } from '../lookup.ts';
import { normInForce, usualNorm, type NormInForce } from '../norm-choice.ts';
import type { Send, State } from '../state.ts';
import { travelMode } from '../texts/mode.ts';
import { normMinutes } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';

/** Norms that are offered beside that of the norm set, in minutes. */
const offeredMinutes = [5, 10, 15, 20, 25, 30, 45, 60];

export function question(state: State, study: Study, send: Send): TemplateResult | null {
  const texts = textsIn(state.language);
  const kind = chosenKind(state);
  if (kind === null) return null;
  // Plans are compared by the norm set.
  const norm = normInForce(kind, state.view === 'kaart' ? state.norm : usualNorm);
  const mode = travelMode(norm.profile);
  return html`<section aria-label=${texts.ask.eyebrow}>
    <h2 class="eyebrow">${texts.ask.eyebrow}</h2>
    <p class="ask">
      ${texts.ask.before(mode)} ${ages(state, study, kind.ages, send)}
      ${texts.ask.between(mode, kind.article)} <span class="whole">${kinds(state, study, send)}?</span>
      <span class="norm">${texts.ask.norm(normMinutes(norm.seconds, texts))}<span class="tag warn">${norm.isOwn ? texts.ask.own : texts.ask.proposal}</span></span>
    </p>
    <p class="small">${norm.isOwn ? nothing : sentence(study.normSet.label)} ${sentence(travellerOf(norm, kind, study))}</p>
    ${state.view === 'kaart' ? otherNorm(state, study, kind, norm, send) : nothing}
  </section>`;
}

function otherNorm(state: State, study: Study, kind: Kind, norm: NormInForce, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const minutes = norm.seconds / 60;
  const offered = [...new Set([...offeredMinutes, kind.normSeconds / 60, minutes])].sort((one, other) => one - other);
  return html`<details class="other-norm">
    <summary>${texts.ask.otherNorm}</summary>
    <label class="field">${texts.ask.minutes}
      <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'norm-chosen', norm: { ...state.norm, minutes: Number(chosenValue(event)) } })}>
        ${offered.map((each) => html`<option value=${each} .selected=${each === minutes}>${texts.ask.inMinutes(normMinutes(60 * each, texts))}</option>`)}
      </select></label>
    <label class="field">${texts.ask.traveller}
      <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'norm-chosen', norm: { ...state.norm, profile: chosenValue(event) } })}>
        ${study.profiles.map(({ code, words }) => html`<option value=${code} .selected=${code === norm.profile}>${words}</option>`)}
      </select></label>
    ${norm.isOwn ? html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'norm-chosen', norm: usualNorm })}>${texts.ask.backToSet}</button>` : nothing}
  </details>`;
}

function travellerOf({ profile }: NormInForce, kind: Kind, study: Study): string {
  return study.profiles.find(({ code }) => code === profile)?.words ?? kind.profileText;
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
