// What was read of each source, what was left out and why: the report of `nabij check`.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Check } from '../../api/lists.ts';
import type { State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { count } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';

export function quality(state: State, check: Check): TemplateResult {
  const texts = lagenTexts(state.language);
  const words = textsIn(state.language);
  return html`<section class="box" aria-labelledby="read"><h2 id="read">${texts.read}</h2>
    <p>${check.usable ? texts.usable : texts.unusable}</p>
    <div class="scroll-x" tabindex="0" role="group" aria-label=${texts.read}><table class="plain">
      <thead><tr><th scope="col">${texts.source}</th><th scope="col" class="number">${texts.rows}</th>
        <th scope="col" class="number">${texts.kept}</th><th scope="col" class="number">${texts.left}</th></tr></thead>
      <tbody>${check.tallies.map((tally) => html`<tr><th scope="row">${tally.source}<small>${tally.file}</small></th>
        <td class="number">${count(tally.read, words)}</td><td class="number">${count(tally.kept, words)}</td>
        <td class="number">${count(tally.leftOut, words)}${tally.notAsked > 0 ? html`<small>${texts.notAsked(count(tally.notAsked, words))}</small>` : nothing}</td></tr>`)}</tbody></table></div>
    <h3>${texts.problems}</h3>
    ${check.problems.length === 0 ? html`<p class="small">${texts.problemsNone}</p>` : html`<p class="small">${texts.inFile}</p>
      <ul class="sentences small">${check.problems.map(({ severity, words: told }) => html`<li><span class="tag" lang="nl">${severity}</span> ${told}</li>`)}</ul>`}
    ${check.notes.length === 0 ? nothing : html`<details class="folded"><summary>${texts.notes} (${count(check.notes.length, words)})</summary>
      <ul class="sentences small">${check.notes.map(({ words: told }) => html`<li>${told}</li>`)}</ul></details>`}
  </section>`;
}
