// The figures of both sides for the whole city, and the difference by neighbourhood as a table.
import { comparable } from './compare-settings.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { cityNow, type Beside } from '../../compare.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import { count, minutes, percent, unknown } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { swatch } from '../symbol.ts';
import { uncountedNote } from './uncounted.ts';

export function compareOutcome(state: State, beside: Beside): TemplateResult {
  const texts = probeerTexts(state.language);
  const failed = state.sides.find((side) => side.kind === 'failed');
  const isStale = state.sides.some((side) => side.kind === 'asked');
  return html`<h2 class="vh">${texts.compareTitle}</h2>
    ${failed?.kind === 'failed' ? html`<p class="problem" role="alert">${failed.failure.kind === 'refused' ? failed.failure.detail : texts.unreachable}</p>` : nothing}
    ${uncountedNote(state)}
    <section class=${isStale ? 'outdated stale' : ''}><h3 class="title">${texts.compareFigures}</h3>
      ${isAwaited(state) ? html`<p class="waiting">${textsIn(state.language).states.calculating}</p>` : figures(state, beside)}</section>
    ${table(state)}`;
}

/** Whether there are no figures of a side yet, and they are still to come; an unknown number is another matter. */
export function isAwaited({ sides, whatIf }: State): boolean {
  return sides.some((side) => valueOf(side) === null && (side.kind === 'asked' || (side.kind === 'none' && whatIf.kind !== 'failed')));
}

function figures(state: State, beside: Beside): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const [left, right] = state.sides.map((side) => valueOf(side));
  const cell = (of: (city: NonNullable<NonNullable<typeof left>['city']>) => string): TemplateResult[] =>
    [left, right].map((answer) => html`<td class="number">${answer?.city ? of(answer.city) : unknown}</td>`);
  return html`<table class="plain"><thead><tr><td></td><th scope="col" class="number">${leftName(state, beside)}</th><th scope="col" class="number">${rightName(state)}</th></tr></thead>
    <tbody><tr><th scope="row">${texts.compareAsked}</th>${[left, right].map((answer) => html`<td class="number title-cell">${answer?.title ?? unknown}</td>`)}</tr>
      <tr><th scope="row">${texts.compareWithin}</th>${cell((city) => count(city.covered, words))}</tr>
      <tr><th scope="row">${texts.rows.share}</th>${cell((city) => percent(city.sharePercent, words))}</tr>
      <tr><th scope="row">${texts.rows.median}</th>${cell((city) => minutes(city.medianSeconds, words))}</tr>
      <tr><th scope="row">${texts.rows.ninetieth}</th>${cell((city) => minutes(city.ninetiethSeconds, words))}</tr></tbody></table>`;
}

export function leftName(state: State, beside: Beside): string {
  const texts = probeerTexts(state.language);
  if (beside.plan === cityNow) return texts.compareNow;
  return comparable(state).find(({ mark }) => mark === beside.plan)?.name ?? beside.plan.slice(0, 8);
}

export function rightName(state: State): string {
  return state.desk?.present.naam || probeerTexts(state.language).compareThis;
}

/** The map of the difference as a table, of the neighbourhoods that are not in the middle class; by name. */
function table(state: State): TemplateResult | typeof nothing {
  const told = valueOf(state.difference);
  const study = valueOf(state.study);
  if (told === null || study === null) return nothing;
  const index = state.measure === 'tijd' ? 0 : 1;
  const measure = state.measure === 'tijd' ? told.difference.time : told.difference.share;
  const collator = new Intl.Collator(state.language);
  const rows = study.areas.map(({ code, name }) => ({ name, number: told.difference.classes.get(code)?.[index] ?? 3 }))
    .filter(({ number }) => number !== 3 && number !== 0).toSorted((one, other) => collator.compare(one.name, other.name));
  return html`<section><h3 class="title">${measure.title}</h3><p class="small">${measure.unit}</p>
    ${rows.length === 0 ? html`<p>${measure.classes.find(({ number }) => number === 3)?.name}</p>` : html`<table class="plain"><tbody>${rows.map(({ name, number }) => {
      const of = measure.classes.find((each) => each.number === number);
      return html`<tr><th scope="row">${name}</th><td class="number">${of === undefined ? '' : html`${swatch(of.colour)} ${of.name}`}</td></tr>`;
    })}</tbody></table>`}</section>`;
}
