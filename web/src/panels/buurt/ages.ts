// How far everything is for each age, beside the norm and beside the whole municipality.
import { html, type TemplateResult } from 'lit-html';
import type { Nearness, Portrait } from '../../api/portrait.ts';
import type { Kind, Study } from '../../api/types.ts';
import type { State } from '../../state.ts';
import { buurtTexts, type BuurtTexts } from '../../texts/buurt.ts';
import { travelMode } from '../../texts/mode.ts';
import { normMinutes, wholeMinutes } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { symbol } from '../symbol.ts';
import { beyondNorm } from './beyond-norm.ts';

export function ages(state: State, study: Study, portrait: Portrait): TemplateResult {
  const texts = buurtTexts(state.language);
  return html`<section aria-labelledby="far">
    <h2 id="far">${texts.far}</h2>
    <div class="ages">${portrait.groups.map((group) => html`<div>
      <h3>${group.title} <span>${texts.ages[group.age] ?? ''}</span></h3>
      ${list(state, study, group.rows)}</div>`)}</div>
  </section>`;
}

/** A study without facilities for an age says so, as nothing would read as nothing near. */
function list(state: State, study: Study, rows: readonly Nearness[]): TemplateResult {
  const known = rows.flatMap((row) => {
    const kind = study.kinds.find(({ code }) => code === row.kind);
    return kind === undefined ? [] : [item(state, kind, row)];
  });
  return known.length === 0 ? html`<p class="small">${buurtTexts(state.language).noKinds}</p>` : html`<ul>${known}</ul>`;
}

function item(state: State, kind: Kind, row: Nearness): TemplateResult {
  const texts = buurtTexts(state.language);
  const numbers = textsIn(state.language);
  const name = kind.singular.charAt(0).toUpperCase() + kind.singular.slice(1);
  const { medianSeconds } = row.figures;
  return html`<li class=${isSingle(kind) ? 'single' : ''}>${symbol(kind.shape, kind.letter)}<span>
    ${medianSeconds === null ? html`${name}<small>${reason(row, texts)}</small>` : html`
      ${name}: <b>${texts.minutes(wholeMinutes(medianSeconds, numbers))}</b> ${texts.way[travelMode(kind.profile)]}
      <small class=${row.withinNorm === false ? 'beyond' : ''}>${beside(row, kind, state)}</small>`}
  </span></li>`;
}

/** Beside the norm only where that is crossed, and beside the municipality. */
function beside(row: Nearness, kind: Kind, state: State): string {
  const texts = buurtTexts(state.language);
  const numbers = textsIn(state.language);
  const isFar = row.withinNorm === false;
  const city = row.citySeconds === null ? null : texts.city(wholeMinutes(row.citySeconds, numbers));
  const toNorm = isFar ? beyondNorm(row.figures.medianSeconds, kind.normSeconds, state.language) : null;
  if (isSingle(kind)) return toNorm ?? '';
  const toCity = row.beside === null || city === null ? null : `${texts.beside[row.beside]} ${city}`;
  return [toNorm, toCity].filter((each) => each !== null).join('; ')
    || texts.withinNorm(normMinutes(kind.normSeconds, numbers));
}

/** Where there is one, it is near one neighbourhood and far from the others; to compare them says nothing. */
function isSingle(kind: Kind): boolean {
  return kind.count <= 1;
}

function reason(row: Nearness, texts: BuurtTexts): string {
  const { persons, reason: why } = row.figures;
  if (persons === 0) return texts.nobody;
  if (why === 'klein aantal' || why === 'small number') return texts.hidden;
  return persons === null ? texts.noData : texts.noWay;
}
