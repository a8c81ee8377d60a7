// The answer for the whole city: one big number, and the bar broken at the norm.
import { html, type TemplateResult } from 'lit-html';
import type { Answer } from '../api/types.ts';
import { groupOf, kindOf } from '../lookup.ts';
import { valueOf } from '../remote.ts';
import type { Send, State } from '../state.ts';
import { travelMode } from '../texts/mode.ts';
import { count, normMinutes, shortGroup, wholeNumber } from '../texts/numbers.ts';
import { textsIn, type Texts } from '../texts/texts.ts';
import { normBar } from './norm-bar.ts';
import { personsBeyond } from './persons-beyond.ts';
import { reasonWords } from './reason-words.ts';
import { failure } from './status.ts';

export function city(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const answer = valueOf(state.answer);
  const isStale = state.answer.kind === 'asked';
  return html`<section class="city ${isStale ? 'stale' : ''}" aria-busy=${isStale ? 'true' : 'false'}>
    <div class="row">
      <h2 class="eyebrow">${texts.city.eyebrow}</h2>
      <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'dialog-opened', dialog: 'tabel' })}>${texts.city.table}</button>
    </div>
    ${state.answer.kind === 'failed' ? failure(state.answer.failure, texts, send)
      : answer === null ? html`<p class="waiting">${texts.states.calculating}</p>` : figure(state, answer)}
    ${isStale && answer !== null ? html`<p class="small waiting">${texts.states.calculating}</p>` : null}
  </section>`;
}

function figure(state: State, answer: Answer): TemplateResult {
  const texts = textsIn(state.language);
  const group = groupOf(state, answer);
  const { city } = answer;
  if (city === null) return html`<p>${texts.states.noData}</p>`;
  if (city.persons === 0) return html`<p>${texts.states.empty(group)}</p>`;
  if (city.sharePercent === null) return html`<p>${reasonWords(city, group, texts)}</p>`;
  const minutes = normMinutes(answer.normSeconds, texts);
  const people = shortGroup(group);
  const kind = kindOf(state, answer)?.singular ?? '';
  return html`<p class="big"><b>${wholeNumber(city.sharePercent, texts)}</b>
      <span>${texts.city.per100(people, minutes, travelMode(answer.profile), kind)}</span></p>
    ${distribution(answer, people, minutes, texts)}`;
}

function distribution(answer: Answer, people: string, minutes: string, texts: Texts): TemplateResult | null {
  if (answer.distribution === null || answer.city === null) return null;
  const within = texts.city.within(count(answer.city.covered, texts), people);
  const beyond = texts.city.beyond(count(personsBeyond(answer), texts));
  const description = `${texts.city.bar}: ${within}, ${beyond}`;
  return html`${normBar(answer.distribution, answer.classes, texts.city.norm(minutes), description)}
    <p class="ends"><span>${within}</span><span>${beyond}</span></p>`;
}
