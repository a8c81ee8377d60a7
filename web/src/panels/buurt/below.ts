// The foot of the page: where more is asked for, and how we know.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Portrait, Subject, Support } from '../../api/portrait.ts';
import type { Study } from '../../api/types.ts';
import type { State } from '../../state.ts';
import { buurtTexts } from '../../texts/buurt.ts';
import { count, date, percent, wholeNumber } from '../../texts/numbers.ts';
import { makers, sourceWords } from '../../texts/source-words.ts';
import { textsIn } from '../../texts/texts.ts';

export function beyond(state: State, portrait: Portrait): TemplateResult {
  const texts = buurtTexts(state.language);
  return html`<section aria-labelledby="more">
    <h2 id="more">${texts.more}</h2>
    ${portrait.support === null ? nothing : support(state, portrait.support)}
    ${portrait.beyond.length === 0 ? html`<p>${texts.moreNone}</p>` : html`<ul class="sentences">${portrait.beyond.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>`}
    <p class="small">${texts.decide}</p>
  </section>`;
}

/** In words first; how the score lies between its bounds, and from which year it is, can be unfolded. */
function support(state: State, told: Support): TemplateResult {
  const texts = buurtTexts(state.language);
  const isRange = told.low !== null && told.high !== null && told.low < told.high;
  return html`<p class="asks">${told.sentence}</p>
    ${isRange ? html`<p class="small">${texts.indexBetween(whole(told.low, state), whole(told.high, state))}</p>` : nothing}
    ${told.subjects.length === 0 ? nothing : html`<ul class="subjects small">${told.subjects.map((one) => html`<li class=${one.asks}>
      <b>${one.name}</b> ${texts.asks[one.asks]} <span class="of100">${scoreWords(one, state)}</span></li>`)}</ul>
      <details class="provenance screen"><summary>${texts.subjectSources}</summary>
        <p>${told.meaning} ${texts.weights(told.weightsLabel)}</p>
        <ul>${told.subjects.map(({ name, sources }) => html`<li><b>${name}</b>: ${sources.join('; ') || texts.noData}</li>`)}</ul></details>`}`;
}

function scoreWords({ value, low, high }: Subject, state: State): string {
  const texts = buurtTexts(state.language);
  if (low < high || value === null) return texts.between(whole(low, state), whole(high, state));
  return texts.ofHundred(whole(value, state));
}

function whole(value: number | null, state: State): string {
  return value === null ? '' : wholeNumber(value, textsIn(state.language));
}

export function how(state: State, study: Study, portrait: Portrait): TemplateResult {
  const texts = buurtTexts(state.language);
  const numbers = textsIn(state.language);
  const publishers = makers(portrait.sources);
  const share = portrait.estimatedPercent;
  const sentences = [
    portrait.comparison,
    `${portrait.distanceLevelText}.`,
    texts.norms(portrait.normLabel),
    portrait.support === null || portrait.support.subjects.length === 0 ? '' : portrait.support.meaning,
    share === null ? '' : share === 0 ? texts.exact : texts.estimated(percent(share, numbers)),
    texts.sources(count(portrait.sources.length, numbers), publishers.join(', '), date(study.date, numbers)),
    texts.small,
  ];
  return html`<section aria-labelledby="how">
    <h2 id="how">${texts.how}</h2>
    <p class="small">${sentences.join(' ')}</p>
    <details class="provenance screen"><summary>${texts.allSources}</summary>
      <ul>${portrait.sources.map((source) => html`<li>${sourceWords(source, numbers)}</li>`)}</ul>
      <p>${portrait.method}</p>
    </details>
  </section>`;
}
