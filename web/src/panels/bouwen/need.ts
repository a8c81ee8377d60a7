// The answer about where the surroundings ask for more support: every neighbourhood by name, never in an order of need.
import { html, type TemplateResult } from 'lit-html';
import type { NeedAnswer, NeedArea } from '../../api/site-types.ts';
import type { State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { score } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { stabilityTag } from './words.ts';

export function need(state: State, answer: NeedAnswer): TemplateResult {
  const texts = bouwenTexts(state.language);
  const byName = answer.areas.toSorted((a, b) => a.name.localeCompare(b.name, state.language));
  return html`<section><h3 class="title">${answer.title}</h3><p class="small">${texts.byName}. ${texts.needMeaning} ${answer.notMeasured}</p>
      <div class="scroll-x" tabindex="0" role="region" aria-label=${answer.title}><table class="plain">
        <thead><tr><th scope="col">${texts.neighbourhood}</th><th scope="col" class="number">${texts.index}</th><th scope="col" class="number">${texts.bounds}</th></tr></thead>
        <tbody>${byName.map((area) => row(state, area))}</tbody></table></div></section>
    <section><h3>${texts.figures}</h3><ul class="sentences small">${answer.indicators.map(({ name, year, source }) => html`<li>${
      [name, year].filter(Boolean).join(', ')}${source === null ? '' : `: ${source}`}</li>`)}</ul></section>`;
}

function row(state: State, area: NeedArea): TemplateResult {
  const words = textsIn(state.language);
  return html`<tr><th scope="row">${area.name} ${stabilityTag(area.stability)}${area.value === null ? html`<small>${area.sentence}</small>` : ''}</th>
    <td class="number">${score(area.value, words)}</td>
    <td class="number">${area.low === null ? score(null, words) : `${score(area.low, words)}–${score(area.high, words)}`}</td></tr>`;
}
