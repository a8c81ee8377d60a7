// The choice of another norm than the norm set has: who travels, and how long that may take.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, Study } from '../api/types.ts';
import { normInForce, usualNorm, type NormChoice } from '../norm-choice.ts';
import type { State } from '../state.ts';
import { normMinutes } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';

/** Norms that are offered beside that of the norm set, in minutes. */
const offeredMinutes = [5, 10, 15, 20, 25, 30, 45, 60];

export interface NormChosen {
  readonly norm: NormChoice;
  readonly choose: (norm: NormChoice) => void;
}

export function otherNorm(state: State, study: Study, kind: Kind, { norm, choose }: NormChosen): TemplateResult {
  const texts = textsIn(state.language);
  const { profile, seconds, isOwn } = normInForce(kind, norm);
  const minutes = seconds / 60;
  const offered = [...new Set([...offeredMinutes, kind.normSeconds / 60, minutes])].sort((one, other) => one - other);
  return html`<details class="other-norm">
    <summary>${texts.ask.otherNorm}</summary>
    <label class="field">${texts.ask.minutes}
      <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => choose({ ...norm, minutes: Number(chosenValue(event)) })}>
        ${offered.map((each) => html`<option value=${each} .selected=${each === minutes}>${texts.ask.inMinutes(normMinutes(60 * each, texts))}</option>`)}
      </select></label>
    <label class="field">${texts.ask.traveller}
      <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => choose({ ...norm, profile: chosenValue(event) })}>
        ${study.profiles.map(({ code, words }) => html`<option value=${code} .selected=${code === profile}>${words}</option>`)}
      </select></label>
    ${isOwn ? html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => choose(usualNorm)}>${texts.ask.backToSet}</button>` : nothing}
  </details>`;
}
