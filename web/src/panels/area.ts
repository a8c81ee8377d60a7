// The chosen neighbourhood: a sentence, parts that add up, the spread, what is estimated, and the source.
import { html, svg, type TemplateResult } from 'lit-html';
import type { Explanation, Part } from '../api/types.ts';
import { chosenGroup } from '../lookup.ts';
import { valueOf } from '../remote.ts';
import type { Send, State } from '../state.ts';
import { count, percent, shortGroup } from '../texts/numbers.ts';
import { sourceWords } from '../texts/source-words.ts';
import { textsIn, type Texts } from '../texts/texts.ts';
import { icon } from './icons.ts';
import { addressOfView } from '../url.ts';
import { followed } from './chosen.ts';
import { failure } from './status.ts';

export function area(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  if (state.area === null) return html`<section><p class="hint">${texts.area.hint}</p></section>`;
  const remote = state.areaExplanation;
  const explanation = valueOf(remote);
  const isStale = remote.kind === 'asked';
  return html`<section class=${isStale ? 'stale' : ''} aria-busy=${isStale ? 'true' : 'false'} aria-labelledby="area-name">
    ${heading(state, explanation, send)}
    ${remote.kind === 'failed' ? failure(remote.failure, texts, send)
      : explanation === null ? html`<p class="waiting">${texts.states.calculating}</p>` : body(state, explanation, send)}
  </section>`;
}

function heading(state: State, explanation: Explanation | null, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const known = valueOf(state.study)?.areas.find((each) => each.code === state.area);
  const { name, level, district } = explanation ?? known ?? { name: '', level: 'buurt', district: null };
  const levelName = texts.area.level[level];
  return html`<div class="row">
    <h2 id="area-name" tabindex="-1">${name}</h2>
    <span class="row-end"><span class="tag">${level === 'buurt' && district !== null ? texts.area.inDistrict(levelName, district) : levelName}</span>
      <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.area.close}
        @click=${() => send({ kind: 'area-chosen', code: null })}>${icon('close')}</button></span>
  </div>`;
}

function body(state: State, explanation: Explanation, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const group = chosenGroup(state);
  const { persons, covered } = explanation.figures;
  // A sentence that hides how many are within the norm is about those who live here.
  const live = persons === null || persons === 0 || covered !== null ? '' : `${texts.area.live(`${count(persons, texts)} ${group}`)} `;
  return html`
    <p class="say">${live}${emphasised(explanation.sentence)}</p>
    ${explanation.parts.length === 0 ? null : parts(explanation, group, texts)}
    <p class="small">${explanation.spread ?? ''} ${estimated(explanation.estimatedPercent, texts)}</p>
    ${provenance(explanation, texts)}
    <p><a class="utrecht-button utrecht-button--secondary-action" href=${addressOfView(state, 'buurt')}
      @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'view-chosen', view: 'buurt' }))}>${texts.area.read}</a></p>`;
}

function estimated(share: number | null, texts: Texts): string {
  if (share === null) return '';
  return share === 0 ? texts.area.exact : texts.area.estimated(percent(share, texts));
}

function parts(explanation: Explanation, group: string, texts: Texts): TemplateResult {
  const total = explanation.figures.persons;
  return html`<table class="parts">
    <caption class="vh">${texts.area.parts(count(total, texts), shortGroup(group))}</caption>
    <tbody>${explanation.parts.map((part) => partRow(part, total, texts))}</tbody>
    <tfoot><tr><th scope="row">${group}</th><td></td><td class="number">${count(total, texts)}</td></tr></tfoot>
  </table>`;
}

function partRow(part: Part, total: number | null, texts: Texts): TemplateResult {
  const width = part.persons === null || total === null || total === 0 ? 0 : (100 * part.persons) / total;
  return html`<tr><th scope="row">${part.name}</th>
    <td class="part-bar"><svg aria-hidden="true">${svg`<rect class=${part.within ? 'within' : 'beyond'} x="0.5" y="0.5" width="${width}%" height="8"></rect>`}</svg></td>
    <td class="number">${count(part.persons, texts)}</td></tr>`;
}

function provenance(explanation: Explanation, texts: Texts): TemplateResult {
  return html`<details class="provenance"><summary>${texts.area.provenance}</summary>
    <dl>
      <dt>${texts.area.sources}</dt>
      ${explanation.sources.map((source) => html`<dd>${sourceWords(source, texts)}</dd>`)}
      <dt>${texts.area.formula}</dt><dd>${explanation.formula}</dd>
      <dt>${texts.area.normSet}</dt><dd>${explanation.normSet}</dd>
      <dt>${texts.area.distanceLevel}</dt><dd>${explanation.distanceLevel}</dd>
    </dl></details>`;
}

/** The sentence with its "86 van de 220" in bold, when it has one. */
function emphasised(sentence: string): TemplateResult {
  const found = /\d[\d.,]* (?:van de|of the) \d[\d.,]*\d|\d[\d.,]* (?:van de|of the) \d/.exec(sentence);
  if (found === null) return html`${sentence}`;
  const end = found.index + found[0].length;
  return html`${sentence.slice(0, found.index)}<b>${found[0]}</b>${sentence.slice(end)}`;
}
