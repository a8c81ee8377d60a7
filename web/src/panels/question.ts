// The question as a sentence with choices in it; another norm is chosen below it.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, Study } from '../api/types.ts';
import { chosenKind } from '../lookup.ts';
import { normInForce, type NormInForce } from '../norm-choice.ts';
import type { Send, State } from '../state.ts';
import { travelMode } from '../texts/mode.ts';
import { textsIn } from '../texts/texts.ts';
import { otherNorm } from './other-norm.ts';
import { ageChoice, kindChoice, normWords } from './question-fields.ts';

export function question(state: State, study: Study, send: Send): TemplateResult | null {
  const texts = textsIn(state.language);
  const kind = chosenKind(state);
  if (kind === null) return null;
  const norm = normInForce(kind, state.norm);
  const mode = travelMode(norm.profile);
  return html`<section aria-label=${texts.ask.eyebrow}>
    <h2 class="eyebrow">${texts.ask.eyebrow}</h2>
    <p class="ask">
      ${texts.ask.before(mode)} ${ageChoice(state, study, kind, send, 'pick')}
      ${texts.ask.between(mode, kind.article)} <span class="whole">${kindChoice(state, study, send, 'pick')}?</span>
      <span class="norm">${normWords(state, kind, state.norm)}</span>
    </p>
    <p class="small">${norm.isOwn ? nothing : sentence(study.normSet.label)} ${sentence(travellerOf(norm, kind, study))}</p>
    ${otherNorm(state, study, kind, { norm: state.norm, choose: (chosen) => send({ kind: 'norm-chosen', norm: chosen }) })}
  </section>`;
}

function travellerOf({ profile }: NormInForce, kind: Kind, study: Study): string {
  return study.profiles.find(({ code }) => code === profile)?.words ?? kind.profileText;
}

/** A label as a sentence: with a capital and a full stop. */
function sentence(label: string): string {
  const capital = label.charAt(0).toUpperCase() + label.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
