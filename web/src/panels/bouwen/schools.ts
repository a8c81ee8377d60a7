// The answer about community schools: the plan, how sure it is, other plans, all candidates, and the sheet of one.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Candidate, SchoolAnswer, SitePlan } from '../../api/site.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { count, euros, percent, score, wholeNumber } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { chosenValue, isTicked } from '../chosen.ts';
import { siteSheet } from './site-sheet.ts';
import { diamond, stabilityTag } from './words.ts';

const roles = ['may', 'must', 'mustNot'] satisfies (keyof BouwenTexts)[];

export function schools(state: State, answer: SchoolAnswer, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const open = answer.candidates.find(({ id }) => id === state.site.place);
  const [plan, ...others] = answer.plans;
  return html`
    ${open === undefined ? nothing : siteSheet(state, open, send)}
    <section>
      ${plan === undefined ? html`<h3 class="title">${texts.noPlan}</h3><p>${answer.noPlan ?? texts.none}</p>` : html`
        <h3 class="title">${texts.plan(plan.places.length)}</h3>
        <ol class="sites">${plan.places.map((id, index) => planned(state, answer, id, index, send))}</ol>
        ${proof(state, answer, plan)}`}
      ${answer.notes.length === 0 ? nothing : html`<ul class="sentences small">${answer.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
    </section>
    ${plan === undefined || others.length === 0 ? nothing : alternatives(state, answer, plan, others.slice(0, 3))}
    ${firmness(answer, texts)}
    ${everyPlace(state, answer, send)}`;
}

/** When the order changes; nothing to say of an order that is not known yet. */
function firmness({ breakPoints, atEqualWeights, number }: SchoolAnswer, texts: BouwenTexts): TemplateResult | typeof nothing {
  if (breakPoints.length === 0 && atEqualWeights.length === 0) return nothing;
  return html`<section><h3>${texts.breakPoints}</h3>
    <ul class="sentences small">${breakPoints.slice(0, 3).map((sentence) => html`<li>${sentence}</li>`)}</ul>
    ${atEqualWeights.length === 0 ? nothing : html`<p class="small">${texts.equal}: ${atEqualWeights.slice(0, number).join(', ')}.</p>`}</section>`;
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
      <small>${texts.where(candidate.neighbourhood, candidate.district)}${candidate.chance === null ? '' : `; ${texts.chance(wholeNumber(100 * candidate.chance, words))}`}</small></div>
    <span class="points">${candidate.value === null ? html`<small>${texts.between(wholeNumber(candidate.low, words), wholeNumber(candidate.high, words))}</small>` : score(candidate.value, words)}</span></li>`;
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
  const names = (ids: readonly string[]): string => ids.map((id) => answer.candidates.find((each) => each.id === id)?.name ?? id).join(', ');
  return texts.swap(names(other.places.filter((id) => !plan.places.includes(id))), names(plan.places.filter((id) => !other.places.includes(id))));
}

/** All candidates as a table, with whether each may be in the plan; a whole district can be left out at once. */
function everyPlace(state: State, answer: SchoolAnswer, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section><h3>${texts.all}</h3>${districts(state, answer, texts, send)}<div class="scroll-x" tabindex="0" role="region" aria-label=${texts.all}>
    <table class="plain places"><thead><tr><th scope="col">${texts.place}</th><th scope="col">${texts.conditions}</th><th scope="col" class="number">${texts.score}</th></tr></thead>
      <tbody>${answer.candidates.map((candidate) => placeRow(state, candidate, texts, send))}</tbody></table></div></section>`;
}

/** The server knows places; a district that is left out is all its places. */
function districts(state: State, answer: SchoolAnswer, texts: BouwenTexts, send: Send): TemplateResult {
  const names = [...new Set(answer.candidates.map(({ district }) => district))].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, state.language));
  const { required, forbidden } = state.site;
  const inside = (district: string): string[] => answer.candidates.filter((each) => each.district === district).map(({ id }) => id);
  const leave = (district: string, out: boolean): void => {
    const ids = inside(district);
    const others = forbidden.filter((id) => !ids.includes(id));
    send({ kind: 'site-set', settings: { ...state.site, required: required.filter((id) => !ids.includes(id)), forbidden: out ? [...others, ...ids] : others } });
  };
  return html`<fieldset class="districts"><legend>${texts.districts}</legend>${names.map((name) => html`<label class="switch"><input type="checkbox"
    .checked=${inside(name).every((id) => forbidden.includes(id))} @change=${(event: Event) => leave(name, isTicked(event))}> ${name}</label>`)}</fieldset>`;
}

function placeRow(state: State, candidate: Candidate, texts: BouwenTexts, send: Send): TemplateResult {
  const words = textsIn(state.language);
  const { id } = candidate;
  const role = state.site.required.includes(id) ? 'must' : state.site.forbidden.includes(id) ? 'mustNot' : 'may';
  return html`<tr><th scope="row"><button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => openSheet(state, id, send)}>${candidate.name}</button>
      <small>${candidate.label} ${stabilityTag(candidate.stability)}</small></th>
    <td><select class="utrecht-select utrecht-select--html-select small-select" aria-label="${texts.conditions}: ${candidate.name}" @change=${(event: Event) => setRole(state, id, chosenValue(event), send)}>
      ${roles.map((each) => html`<option value=${each} .selected=${each === role}>${texts[each]}</option>`)}</select></td>
    <td class="number">${candidate.value === null ? texts.between(wholeNumber(candidate.low, words), wholeNumber(candidate.high, words)) : score(candidate.value, words)}</td></tr>`;
}

function setRole(state: State, id: string, role: string, send: Send): void {
  const without = (ids: readonly string[]): string[] => ids.filter((each) => each !== id);
  const { required, forbidden } = state.site;
  send({
    kind: 'site-set',
    settings: {
      ...state.site,
      required: role === 'must' ? [...without(required), id] : without(required),
      forbidden: role === 'mustNot' ? [...without(forbidden), id] : without(forbidden),
    },
  });
}

function openSheet(state: State, id: string, send: Send): void {
  send({ kind: 'site-set', settings: { ...state.site, place: id } });
}
