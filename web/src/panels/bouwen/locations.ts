// The answer about new facilities: the plan with its bound and gap, and other plans nearly as good.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LocationAnswer } from '../../api/site.ts';
import type { State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { count, percent } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { diamond, stabilityTag } from './words.ts';

export function locations(state: State, answer: LocationAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const [plan, ...others] = answer.plans;
  return html`<section>
      <h3 class="title">${plan === undefined ? texts.noPlan : texts.plan(plan.names.length)}</h3>
      <p>${answer.sentence}</p>
      ${plan === undefined ? nothing : html`
        <ol class="sites">${plan.names.map(({ id, name, district }, index) => html`<li class="site">${diamond(index)}
          <div><b>${name}</b> ${stabilityTag(answer.stability.get(id) ?? null)}<small>${texts.where('', district)}</small></div></li>`)}</ol>
        <dl class="proof">
          <div><dd>${count(Math.round(plan.value), words)}</dd><dt>${texts.erbij}</dt></div>
          ${plan.bound === null ? nothing : html`<div><dd>${count(Math.round(plan.bound), words)}</dd><dt>${texts.bound}</dt></div>`}
          ${plan.gap === null ? nothing : html`<div><dd>${percent(plan.gap, words)}</dd><dt>${plan.gap === 0 ? texts.proven : texts.gap}</dt></div>`}
        </dl>`}
    </section>
    ${others.length === 0 ? nothing : html`<section><h3>${texts.others}</h3>
      <table class="plain"><thead><tr><th scope="col">${texts.place}</th><th scope="col" class="number">${texts.erbij}</th></tr></thead>
        <tbody>${others.map((other) => html`<tr><th scope="row">${other.names.map(({ name }) => name).join(', ')}</th>
          <td class="number">${count(Math.round(other.value), words)}</td></tr>`)}</tbody></table></section>`}`;
}
