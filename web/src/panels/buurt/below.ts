// The foot of the page: where more is asked for, and how we know.
import { html, type TemplateResult } from 'lit-html';
import type { Portrait } from '../../api/portrait.ts';
import type { Study } from '../../api/types.ts';
import type { State } from '../../state.ts';
import { buurtTexts } from '../../texts/buurt.ts';
import { count, date, percent } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';

export function beyond(state: State, portrait: Portrait): TemplateResult {
  const texts = buurtTexts(state.language);
  return html`<section aria-labelledby="more">
    <h2 id="more">${texts.more}</h2>
    ${portrait.beyond.length === 0 ? html`<p>${texts.moreNone}</p>` : html`<ul class="sentences">${portrait.beyond.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>`}
    <p class="small">${texts.decide}</p>
  </section>`;
}

export function how(state: State, study: Study, portrait: Portrait): TemplateResult {
  const texts = buurtTexts(state.language);
  const numbers = textsIn(state.language);
  const publishers = [...new Set(portrait.sources.map(({ publisher }) => publisher))];
  const share = portrait.estimatedPercent;
  const sentences = [
    portrait.comparison,
    `${portrait.distanceLevelText}.`,
    texts.norms(portrait.normLabel),
    share === null ? '' : share === 0 ? texts.exact : texts.estimated(percent(share, numbers)),
    texts.sources(count(portrait.sources.length, numbers), publishers.join(', '), date(study.date, numbers)),
    texts.small,
  ];
  return html`<section aria-labelledby="how">
    <h2 id="how">${texts.how}</h2>
    <p class="small">${sentences.join(' ')}</p>
    <details class="provenance screen"><summary>${texts.allSources}</summary>
      <ul>${portrait.sources.map(({ title, publisher, date: day }) => html`<li>${title}, ${publisher}${day === null ? '' : `, ${date(day, numbers)}`}</li>`)}</ul>
      <p>${portrait.method}</p>
    </details>
  </section>`;
}
