// The sheet of one place: every contribution to its score, what is not known, and what else is on record.
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { Candidate, ScorePart, Sheet } from '../../api/site-types.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { count, date, euros, finePercent, score } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { countingWeight, hasMovedWeight } from './counting-weight.ts';
import { sheetFrame } from './sheet-frame.ts';

export function siteSheet(state: State, candidate: Candidate, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  return sheetFrame(state, candidate.name, html`<span class="tag on">${candidate.label}</span>`, send, html`
    <p>${candidate.sentence} ${candidate.open === null ? '' : `${capital(candidate.open)}.`}</p>
    ${stack(candidate)}
    <table class="parts"><tbody>${candidate.criteria.map((part, index) => criterion(state, part, index, candidate.criteria))}</tbody>
      <tfoot><tr><th scope="row">${texts.score}</th><td class="number">${candidate.value === null
        ? texts.between(score(candidate.low, words), score(candidate.high, words)) : score(candidate.value, words)}</td></tr></tfoot></table>
    ${sums(candidate, texts)}
    ${onRecord(state, candidate)}`);
}

/** The contributions side by side; the rest up to 100 stays empty. */
function stack(candidate: Candidate): TemplateResult | typeof nothing {
  if (candidate.value === null) return nothing;
  let start = 0;
  return html`<svg class="stack" aria-hidden="true">${candidate.criteria.map(({ points }, index) => {
    const width = points ?? 0;
    start += width;
    return svg`<rect class="part-${index}" x="${start - width}%" y="0" width="${width}%" height="22"></rect>`;
  })}${svg`<rect class="frame" x="0" y="0" width="100%" height="22"></rect>`}</svg>`;
}

/** What the points in the table are, for who counts along. */
function sums({ criteria, value }: Candidate, texts: BouwenTexts): TemplateResult {
  const isMoved = [criteria, ...criteria.map(({ parts }) => parts)].some(hasMovedWeight);
  return html`<p class="small">${value === null ? '' : texts.pointsAddUp} ${isMoved ? texts.weightMoved : ''}</p>`;
}

function criterion(state: State, part: ScorePart, index: number, all: readonly ScorePart[]): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const told = (each: ScorePart, siblings: readonly ScorePart[]): string => {
    const value = each.value === null ? texts.between(score(each.low, words), score(each.high, words)) : texts.ofHundred(score(each.value, words));
    const counting = countingWeight(each, siblings);
    return texts.counts(value, finePercent(100 * each.weight, words), counting === null ? null : finePercent(100 * counting, words));
  };
  const points = (each: ScorePart): string => (each.points === null ? texts.unknown : score(each.points, words));
  return html`<tr class="criterion"><th scope="row"><i class="dot part-${index}"></i>${part.name}
      <small>${told(part, all)}</small></th><td class="number">${points(part)}</td></tr>
    ${part.parts.map((each) => html`<tr class="component"><th scope="row">${each.name}<small>${told(each, part.parts)}${each.note === null ? '' : `; ${each.note}`}</small></th>
      <td class="number">${points(each)}</td></tr>`)}`;
}

function onRecord(state: State, { sheet, estimateEuros, reservationEuros, budgetNote, conditions }: Candidate): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const reservation = reservationEuros === null ? texts.unknown : euros(reservationEuros, words);
  const money = estimateEuros === null ? texts.noEstimate(reservation) : texts.money(euros(estimateEuros, words), reservation);
  return html`<ul class="sentences small">
    ${sheet === null ? nothing : html`<li>${building(state, sheet)}</li><li>${ambition(state, sheet)}</li>`}
    <li>${money} ${budgetNote === null ? '' : `${capital(budgetNote)}.`}</li>
    <li>${texts.state}: ${conditions.map(({ name, state: is }) => `${name}: ${is}`).join('; ')}.</li>
    ${sheet === null || sheet.wishes.length === 0 ? nothing : html`<li>${texts.wishes}: ${wishes(state, sheet)}.</li>`}
    ${sheet === null || sheet.inclusivity === '' ? nothing : html`<li>${sheet.inclusivity}</li>`}
  </ul>`;
}

function building(state: State, sheet: Sheet): string {
  const texts = bouwenTexts(state.language);
  return [
    sheet.built === null ? null : texts.built(sheet.built),
    sheet.owner === null ? null : texts.owner(sheet.owner),
    sheet.floorSquareMetres === null ? null : texts.floor(count(Math.round(sheet.floorSquareMetres), textsIn(state.language))),
  ].filter((each) => each !== null).join(' ');
}

function ambition(state: State, sheet: Sheet): string {
  const texts = bouwenTexts(state.language);
  if (sheet.ambition === null) return texts.noAmbition;
  const { level, basis, role, day } = sheet.ambition;
  return texts.ambition(level, basis, role, date(day, textsIn(state.language)));
}

function wishes(state: State, sheet: Sheet): string {
  const kinds = valueOf(state.study)?.kinds ?? [];
  return sheet.wishes.map(({ kind, partner }) => {
    const name = kinds.find(({ code }) => code === kind)?.singular ?? kind;
    return partner === null ? name : `${name} (${partner})`;
  }).join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
