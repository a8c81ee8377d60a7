// All neighbourhoods as a table: the same figures as the map, for who does not use the map.
import { html, type TemplateResult } from 'lit-html';
import type { Answer, AreaFigures } from '../api/types.ts';
import { groupOf } from '../lookup.ts';
import type { Send, State, TableColumn } from '../state.ts';
import { count, minutes, percent } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { reasonWords } from './reason-words.ts';
import { swatch } from './symbol.ts';

type Value = (figures: AreaFigures) => string | number | null;

const values: Readonly<Record<TableColumn, Value>> = {
  name: (figures) => figures.name,
  district: (figures) => figures.district,
  persons: (figures) => figures.persons,
  covered: (figures) => figures.covered,
  share: (figures) => figures.sharePercent,
  median: (figures) => figures.medianSeconds,
  ninetieth: (figures) => figures.ninetiethSeconds,
  class: (figures) => figures.classNumber,
  estimated: (figures) => figures.estimatedPercent,
};
const columns: readonly TableColumn[] = [
  'name', 'district', 'persons', 'covered', 'share', 'median', 'ninetieth', 'class', 'estimated',
];
const textColumns: readonly TableColumn[] = ['name', 'district', 'class'];

export function areaTable(state: State, answer: Answer, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`
    <p class="small">${answer.title}; ${answer.unit}. ${texts.table.hint}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${texts.table.title}>
      <form method="dialog"><table class="areas">
        <thead><tr>${columns.map((column) => columnHead(column, state, send))}</tr></thead>
        <tbody>${sorted(state, answer).map((figures) => row(figures, state, answer, send))}</tbody>
      </table></form>
    </div>`;
}

function columnHead(column: TableColumn, state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const { column: current, descending } = state.tableOrder;
  const order = current !== column ? 'none' : descending ? 'descending' : 'ascending';
  return html`<th scope="col" class=${textColumns.includes(column) ? '' : 'number'} aria-sort=${order}>
    <button type="button" class="sort" title=${texts.table.sort(texts.table[column])}
      @click=${() => send({ kind: 'table-sorted', column })}>${texts.table[column]}<span aria-hidden="true">${
        order === 'none' ? '' : descending ? ' ▾' : ' ▴'}</span></button></th>`;
}

/** A row; its button submits the dialog's form, so that the dialog closes and focus returns to where it was. */
function row(figures: AreaFigures, state: State, answer: Answer, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const areaClass = answer.classes.find((each) => each.number === figures.classNumber);
  return html`<tr>
    <th scope="row"><button class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'area-chosen', code: figures.code })}>${figures.name}</button></th>
    <td>${figures.district ?? ''}</td>
    ${figures.reason !== null && figures.persons === null
      ? html`<td colspan="5" class="reason">${reasonWords(figures, groupOf(state, answer), texts)}</td>`
      : html`<td class="number">${count(figures.persons, texts)}</td>
        <td class="number">${count(figures.covered, texts)}</td>
        <td class="number">${percent(figures.sharePercent, texts)}</td>
        <td class="number">${minutes(figures.medianSeconds, texts)}</td>
        <td class="number">${minutes(figures.ninetiethSeconds, texts)}</td>`}
    <td class="class-cell">${areaClass === undefined ? '' : html`${swatch(areaClass.colour)} ${areaClass.name}`}</td>
    <td class="number">${percent(figures.estimatedPercent, texts)}</td>
  </tr>`;
}

/** In the order that was asked for; unknown values last, equal ones by name. */
function sorted(state: State, answer: Answer): AreaFigures[] {
  const { column, descending } = state.tableOrder;
  const collator = new Intl.Collator(state.language);
  const value = values[column];
  const byValue = (a: AreaFigures, b: AreaFigures): number => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const difference = typeof one === 'number' && typeof other === 'number'
      ? one - other : collator.compare(String(one), String(other));
    return descending ? -difference : difference;
  };
  return answer.areas
    .filter((figures) => figures.level === 'buurt')
    .sort((a, b) => byValue(a, b) || collator.compare(a.name, b.name));
}
