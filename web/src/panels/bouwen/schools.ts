// The answer about community schools: the plan, how sure it is, other plans, all candidates, and the sheet of one.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Candidate, SchoolAnswer, SitePlan } from '../../api/site-types.ts';
import { hasConditions, type SiteSettings } from '../../site-settings.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { count, euros, percent, score, wholeNumber } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { everyPlace, type PlaceRow } from './every-place.ts';
import { promiseOf } from './promise.ts';
import { openSheet } from './sheet-frame.ts';
import { siteSheet } from './site-sheet.ts';
import { diamond, meanings, stabilityTag } from './words.ts';

export function schools(state: State, answer: SchoolAnswer, asked: SiteSettings, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const open = answer.candidates.find(({ id }) => id === state.site.place);
  const [plan, ...others] = answer.plans;
  return html`
    ${open === undefined ? nothing : siteSheet(state, open, send)}
    <section>
      ${plan === undefined ? html`<h3 class="title">${texts.noPlan}</h3><p>${answer.noPlan ?? texts.none}</p>` : html`
        <h3 class="title">${texts.plan[promiseOf(answer.candidates.filter(({ id }) => plan.places.includes(id)))](plan.places.length)}</h3>
        <ol class="sites">${plan.places.map((id, index) => planned(state, answer, id, index, send))}</ol>
        ${proof(state, answer, plan)}
        ${answer.draws === null ? nothing : meanings(texts, texts.firm(count(answer.draws.count, textsIn(state.language)), percent(answer.draws.aroundPercent, textsIn(state.language))))}`}
      ${answer.notes.length === 0 ? nothing : html`<ul class="sentences small">${answer.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
    </section>
    ${plan === undefined || others.length === 0 ? nothing : alternatives(state, answer, plan, others.slice(0, 3))}
    ${firmness(answer, asked, texts)}
    ${everyPlace(state, { title: texts.all, figures: texts.score, rows: rows(state, answer), isComplete: true }, send)}`;
}

/** When the order changes, which knows no conditions; nothing to say of an order that is not known yet. */
function firmness(answer: SchoolAnswer, asked: SiteSettings, texts: BouwenTexts): TemplateResult | typeof nothing {
  const { breakPoints } = answer;
  const equal = atEqualWeights(answer, asked, texts);
  if (breakPoints.length === 0 && equal === null) return nothing;
  return html`<section><h3>${hasConditions(asked) ? texts.breakPointsInList : texts.breakPoints}</h3>
    <ul class="sentences small">${breakPoints.slice(0, 3).map((sentence) => html`<li>${sentence}</li>`)}</ul>
    ${equal === null ? nothing : html`<p class="small">${equal}</p>`}</section>`;
}

/** The plan at equal weights where the server makes it, or else what comes first in the list. */
function atEqualWeights(answer: SchoolAnswer, asked: SiteSettings, texts: BouwenTexts): string | null {
  const { planAtEqualWeights, atEqualWeights: list, number } = answer;
  if (planAtEqualWeights !== null) return `${texts.equalPlan}: ${namesOf(answer, planAtEqualWeights)}.`;
  return list.length === 0 ? null : `${hasConditions(asked) ? texts.equalInList : texts.equal}: ${list.slice(0, number).join(', ')}.`;
}

function namesOf({ candidates }: SchoolAnswer, ids: readonly string[]): string {
  return ids.map((id) => candidates.find((each) => each.id === id)?.name ?? id).join(', ');
}

/** What a set comes to: a sum of scores, or so many children. */
function worth(state: State, { aim }: SchoolAnswer, value: number): string {
  const words = textsIn(state.language);
  return aim === 'bereik' ? count(value, words) : score(value, words);
}

function planned(state: State, answer: SchoolAnswer, id: string, index: number, send: Send): TemplateResult | null {
  const candidate = answer.candidates.find((each) => each.id === id);
  if (candidate === undefined) return null;
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return html`<li class="site ${id === state.site.place ? 'on' : ''}">${diamond(index)}
    <div><button type="button" class="name" @click=${() => openSheet(state, id, send)}>${candidate.name}</button> ${stabilityTag(candidate.stability)}
      <small>${[texts.where(candidate.neighbourhood, candidate.district), firstOften(state, candidate), candidate.open ?? ''].filter(Boolean).join('; ')}</small></div>
    <span class="points">${candidate.value === null ? html`<small>${texts.between(wholeNumber(candidate.low, words), wholeNumber(candidate.high, words))}</small>` : score(candidate.value, words)}</span></li>`;
}

/** How often a place is among the first: under other weights, and under other assumptions. */
function firstOften({ language }: State, { chance, otherwise }: Candidate): string {
  const texts = bouwenTexts(language);
  if (chance === null) return '';
  const drawn = texts.chance(wholeNumber(100 * chance, textsIn(language)));
  return otherwise === null ? drawn : `${drawn}, ${texts.otherwise(otherwise.times, otherwise.of)}`;
}

function proof(state: State, answer: SchoolAnswer, plan: SitePlan): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return html`<dl class="proof">
      <div><dd>${worth(state, answer, plan.value)}</dd><dt>${texts.sums[answer.aim]} ${stabilityTag(plan.stability)}</dt></div>
      ${plan.bound === null ? nothing : html`<div><dd>${worth(state, answer, plan.bound)}</dd><dt>${texts.bound}</dt></div>`}
      ${plan.gap === null ? nothing : html`<div><dd>${percent(plan.gap, words)}</dd><dt>${plan.gap === 0 ? texts.proven : texts.gap}</dt></div>`}
      ${plan.costEuros === null ? nothing : html`<div><dd>${euros(plan.costEuros, words)}</dd><dt>${texts.estimate}</dt></div>`}
    </dl>
    <p class="small">${answer.possible > 0 ? texts.enumerated[answer.aim](count(answer.possible, words)) : ''} ${answer.costWords ?? ''} ${answer.gains ?? ''}</p>`;
}

function alternatives(state: State, answer: SchoolAnswer, plan: SitePlan, others: readonly SitePlan[]): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section><h3>${texts.others}</h3>
    <table class="plain"><thead><tr><th scope="col">${texts.difference}</th><th scope="col" class="number">${texts.sums[answer.aim]}</th></tr></thead>
      <tbody>${others.map((other) => html`<tr><th scope="row">${swap(answer, plan, other, texts)}</th><td class="number">${worth(state, answer, other.value)}</td></tr>`)}</tbody></table>
  </section>`;
}

function swap(answer: SchoolAnswer, plan: SitePlan, other: SitePlan, texts: BouwenTexts): string {
  return texts.swap(namesOf(answer, other.places.filter((id) => !plan.places.includes(id))), namesOf(answer, plan.places.filter((id) => !other.places.includes(id))));
}

function rows(state: State, { candidates }: SchoolAnswer): readonly PlaceRow[] {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return candidates.map(({ id, name, district, label, stability, value, low, high }) => ({
    id, name, district, below: html`${label} ${stabilityTag(stability)}`,
    figure: value === null ? texts.between(wholeNumber(low, words), wholeNumber(high, words)) : score(value, words),
  }));
}
