// The answer about new facilities: the plan with bound, gap and cost, plans nearly as good, what is weighed, all places, and the sheet of one.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { BalancedPlan, LocationAnswer, LocationPlan, NamedPlace } from '../../api/site-types.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { count, euros, minutes, percent, score, unknown, wholeNumber } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { everyPlace, type PlaceRow } from './every-place.ts';
import { locationSheet } from './location-sheet.ts';
import { openSheet } from './sheet-frame.ts';
import { diamond, meanings, stabilityTag } from './words.ts';

/** As many as a person can look through. */
const mostWeighed = 30;

export function locations(state: State, answer: LocationAnswer, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const [plan, ...others] = answer.plans;
  const open = answer.places.find(({ id }) => id === state.site.place);
  return html`
    ${open === undefined ? nothing : locationSheet(state, answer, open, send)}
    <section>
      <h3 class="title">${plan === undefined ? texts.noPlan : texts.plan.promising(plan.names.length)}</h3>
      <p>${answer.sentence}</p>
      ${plan === undefined ? nothing : html`
        <ol class="sites">${plan.names.map((place, index) => planned(state, answer, place, index, send))}</ol>
        ${proof(state, answer, plan)}
        ${meanings(texts, [answer.drawWords])}`}
    </section>
    ${others.length === 0 ? nothing : alternatives(state, others)}
    ${answer.balance.plans.length === 0 ? nothing : weighed(state, answer)}
    ${everyPlace(state, {
      title: answer.hasEveryPlace ? texts.all : texts.allInPlans, figures: texts.costs, rows: rows(state, answer), isComplete: answer.hasEveryPlace,
    }, send)}`;
}

function planned(state: State, answer: LocationAnswer, { id, name, district }: NamedPlace, index: number, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const place = answer.places.find((each) => each.id === id);
  const drawn = place?.drawnPercent ?? null;
  return html`<li class="site ${id === state.site.place ? 'on' : ''}">${diamond(index)}
    <div><button type="button" class="name" @click=${() => openSheet(state, id, send)}>${name}</button> ${stabilityTag(place?.stability ?? null)}
      <small>${[texts.where('', district), drawn === null ? '' : texts.drawn(wholeNumber(drawn, textsIn(state.language)))].filter(Boolean).join('; ')}</small></div></li>`;
}

function proof(state: State, { gains }: LocationAnswer, { value, bound, gap, costEuros, costWords }: LocationPlan): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return html`<dl class="proof">
      <div><dd>${people(state, value)}</dd><dt>${texts.erbij}</dt></div>
      ${bound === null ? nothing : html`<div><dd>${people(state, bound)}</dd><dt>${texts.bound}</dt></div>`}
      <div><dd>${percent(gap, words)}</dd><dt>${gap === 0 ? texts.proven : texts.gap}</dt></div>
      <div><dd>${euros(costEuros, words)}</dd><dt>${texts.estimate}</dt></div>
    </dl>
    <p class="small">${costWords ?? ''} ${gains ?? ''}</p>`;
}

function people(state: State, value: number | null): string {
  return count(value === null ? null : Math.round(value), textsIn(state.language));
}

function alternatives(state: State, others: readonly LocationPlan[]): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return html`<section><h3>${texts.others}</h3>
    <table class="plain"><thead><tr><th scope="col">${texts.place}</th><th scope="col" class="number">${texts.erbij}</th><th scope="col" class="number">${texts.estimate}</th></tr></thead>
      <tbody>${others.map(({ names, value, costEuros }) => html`<tr><th scope="row">${names.map(({ name }) => name).join(', ')}</th>
        <td class="number">${people(state, value)}</td><td class="number">${euros(costEuros, words)}</td></tr>`)}</tbody></table></section>`;
}

/** The plans that no other betters in all that is weighed; folded, because they are many. */
function weighed(state: State, { balance }: LocationAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const shown = balance.plans.slice(0, mostWeighed);
  const inEuros = shown.some(({ costEuros }) => costEuros !== null);
  const byTime = shown.some(({ longestSeconds }) => longestSeconds !== null);
  const farAway = ({ longestSeconds, shortfallPercent }: BalancedPlan): string => (byTime ? longestSeconds === null ? unknown : minutes(longestSeconds, words)
    : shortfallPercent === null ? unknown : `${score(shortfallPercent, words)}\u00a0%`);
  return html`<section><details class="folded"><summary>${texts.weighed(shown.length, balance.plans.length)}</summary>
    <p class="small">${balance.words}</p>
    <div class="scroll-x" tabindex="0" role="region" aria-label=${texts.weighed(shown.length, balance.plans.length)}>
      <table class="plain"><thead><tr><th scope="col">${texts.place}</th>${inEuros ? html`<th scope="col" class="number">${texts.costs}</th>` : nothing}
        <th scope="col" class="number">${texts.erbij}</th><th scope="col" class="number">${byTime ? texts.longest : texts.shortfall}</th></tr></thead>
      <tbody>${shown.map((plan) => html`<tr><th scope="row">${plan.names.join(', ')}</th>${inEuros ? html`<td class="number">${plan.costEuros === null ? unknown : euros(plan.costEuros, words)}</td>` : nothing}
        <td class="number">${people(state, plan.within)}</td><td class="number">${farAway(plan)}</td></tr>`)}</tbody></table></div></details></section>`;
}

/** The places of the answer; one that was left out and is named no more can still be taken back. */
function rows(state: State, { places }: LocationAnswer): readonly PlaceRow[] {
  const texts = bouwenTexts(state.language);
  const { required, forbidden } = state.site;
  const nameless = [...required, ...forbidden].filter((id) => !places.some((place) => place.id === id));
  return [
    ...places.map(({ id, name, district, stability, costEuros }) => ({
      id, name, district, below: html`${texts.where('', district)} ${stabilityTag(stability)}`,
      figure: costEuros === null ? unknown : euros(costEuros, textsIn(state.language)),
    })),
    ...nameless.map((id) => ({ id, name: texts.building(id), district: '', below: nothing, figure: unknown })),
  ];
}
