// Answers that are lists: 0–18 clusters with members and what is missing, neighbourhoods in view, schools in order.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Cluster, ClusterAnswer, LibraryAnswer, OpportunityAnswer } from '../../api/site-types.ts';
import type { State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { stabilityTag } from './words.ts';

export function clusters(state: State, answer: ClusterAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section><h3 class="title">${texts.found}</h3><p>${answer.sentence}</p>
      ${answer.clusters.length === 0 ? html`<p class="hint">${texts.none}</p>` : html`<ul class="finds">${answer.clusters.map((each) => cluster(each, texts))}</ul>`}</section>
    ${answer.near.length === 0 ? nothing : html`<section><h3>${texts.nearly}</h3><ul class="finds">${answer.near.map((each) => cluster(each, texts))}</ul></section>`}`;
}

function cluster(each: Cluster, texts: BouwenTexts): TemplateResult {
  return html`<li><p>${each.sentence}</p>
    <p class="tags"><span class="tag">${each.label}</span> ${stabilityTag(each.stability)}</p>
    <details><summary>${texts.members}</summary><ul class="sentences small">${each.members.map(({ name, role }) => html`<li>${name} (${role})</li>`)}</ul></details>
    ${each.missing.length === 0 ? nothing : html`<p class="small">${texts.missing}: ${each.missing.join(', ')}.</p>`}</li>`;
}

export function opportunities(state: State, answer: OpportunityAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section><h3 class="title">${answer.title}</h3><p class="small">${texts.byName}</p>
    ${answer.places.length === 0 ? html`<p class="hint">${texts.none}</p>` : html`<ul class="finds">${answer.places.map((place) => html`<li>
      <b>${place.name}</b> <span class="tag">${place.label}</span> ${stabilityTag(place.stability)}<p class="small">${place.sentence}</p></li>`)}</ul>`}</section>`;
}

export function libraries(state: State, answer: LibraryAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  const school = ({ name, sentence, label, stability }: LibraryAnswer['schools'][number]): TemplateResult => html`<li>
    <b>${name}</b> <span class="tag">${label}</span> ${stabilityTag(stability)}<p class="small">${sentence}</p></li>`;
  return html`<section><h3 class="title">${texts.ordered}</h3><p>${answer.sentence}</p>
      <ol class="finds">${answer.schools.map(school)}</ol></section>
    ${answer.apart.length === 0 ? nothing : html`<section><h3>${texts.apart}</h3><ul class="finds">${answer.apart.map(school)}</ul></section>`}`;
}
