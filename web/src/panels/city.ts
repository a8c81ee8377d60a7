// The answer for the whole city: one big number, and the bar broken at the norm.
import { html, type TemplateResult } from 'lit-html';
import type { Answer, Explanation } from '../api/types.ts';
import { chosenGroup, chosenKind } from '../lookup.ts';
import { valueOf } from '../remote.ts';
import type { Send, State } from '../state.ts';
import { travelMode } from '../texts/mode.ts';
import { count, normMinutes, shortGroup, wholeNumber } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { normBar } from './norm-bar.ts';
import { personsBeyond } from './persons-beyond.ts';
import { failure } from './status.ts';

export function city(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const answer = valueOf(state.answer);
  const isStale = state.answer.kind === 'asked';
  return html`<section class="city ${isStale ? 'stale' : ''}" aria-busy=${isStale ? 'true' : 'false'}>
    <div class="row">
      <h2 class="eyebrow">${texts.city.eyebrow(answer?.city.level ?? 'gemeente')}</h2>
      <button type="button" class="link" @click=${() => send({ kind: 'dialog-opened', dialog: 'tabel' })}>${texts.city.table}</button>
    </div>
    ${state.answer.kind === 'failed' ? failure(state.answer.failure, texts, send)
      : answer === null ? html`<p class="waiting">${texts.states.calculating}</p>` : figure(state, answer)}
    ${isStale && answer !== null ? html`<p class="small waiting">${texts.states.calculating}</p>` : null}
  </section>`;
}

function figure(state: State, answer: Answer): TemplateResult {
  const texts = textsIn(state.language);
  const { persons, sharePercent, reason } = answer.city;
  const people = shortGroup(chosenGroup(state));
  if (persons === 0) return html`<p>${texts.states.empty(chosenGroup(state))}</p>`;
  if (sharePercent === null) return html`<p>${reason ?? texts.states.noData}</p>`;
  const minutes = normMinutes(answer.normSeconds, texts);
  const kind = chosenKind(state)?.singular ?? '';
  return html`<p class="big"><b>${wholeNumber(sharePercent, texts)}</b>
      <span>${texts.city.per100(people, minutes, travelMode(answer.profile), kind)}</span></p>
    ${explained(state, valueOf(state.cityExplanation), people, minutes)}`;
}

function explained(state: State, explanation: Explanation | null, people: string, minutes: string): TemplateResult {
  if (explanation === null) return html`<div class="norm-bar"></div>`;
  const texts = textsIn(state.language);
  const within = texts.city.within(count(explanation.figures.covered, texts), people);
  const beyond = texts.city.beyond(count(personsBeyond(explanation), texts));
  return html`${normBar(explanation.parts, texts.city.norm(minutes), `${texts.city.bar}: ${within}, ${beyond}`)}
    <p class="ends"><span>${within}</span><span>${beyond}</span></p>`;
}
