// The legend of Probeer: of the difference, or of two plans side by side. On a phone a pill opens it, so that the map stays in sight.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer } from '../../api/types.ts';
import type { Measure } from '../../api/what-if.ts';
import type { MeasureName } from '../../compare.ts';
import type { Send, State } from '../../state.ts';
import { count } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn, type Texts } from '../../texts/texts.ts';
import { modal } from '../directives.ts';
import { icon } from '../icons.ts';
import { isFirstBeyond, normWord } from '../legend.ts';
import { swatch } from '../symbol.ts';
import { isAwaited } from './compare-outcome.ts';

/** What a legend shows: all of it, and in short. */
interface Shown {
  readonly whole: TemplateResult;
  readonly words: string;
  readonly colours: readonly string[];
  readonly isStale: boolean;
}

export function differenceLegend(state: State, measure: Measure | null, send: Send): TemplateResult | typeof nothing {
  if (measure === null) return nothing;
  const texts = probeerTexts(state.language);
  const whole = html`<div class="row"><h2>${measure.title}</h2>${measureChoice(state, send)}</div>
    <p class="unit">${measure.unit}</p>
    ${classes(state, measure)}
    ${state.tilesBehind ? html`<p class="small" role="status">${texts.tilesBehind}</p>` : nothing}`;
  return legend(state, { whole, words: texts.measures[state.measure], colours: ramp(measure.classes), isStale: state.whatIf.kind !== 'known' }, send);
}

/** Of one question for both plans, or of each its own. */
export function sidesLegend(state: State, answers: readonly Answer[], send: Send): TemplateResult | typeof nothing {
  const [first] = answers;
  const texts = textsIn(state.language);
  if (first === undefined) return isAwaited(state) ? html`<aside class="card difference-legend waiting" aria-label=${probeerTexts(state.language).legend}>${texts.states.calculating}</aside>` : nothing;
  return legend(state, { whole: html`${answers.map((answer) => sideLegend(answer, texts))}`, words: texts.legend.minutes, colours: ramp(first.classes), isStale: false }, send);
}

function legend(state: State, { whole, words, colours, isStale }: Shown, send: Send): TemplateResult {
  const name = probeerTexts(state.language).legend;
  return html`<aside class="card difference-legend ${isStale ? 'stale' : ''}" aria-label=${name}>${whole}</aside>
    <button type="button" class="pill" @click=${() => send({ kind: 'dialog-opened', dialog: 'legenda' })}>
      <span>${words}</span>
      <span class="ramp" aria-hidden="true">${colours.map((colour) => html`<span>${swatch(colour)}</span>`)}</span>
      <b>${name}</b></button>
    ${state.dialog === 'legenda' ? html`<dialog class="dialog" aria-labelledby="legend-title" ${modal()} @close=${() => send({ kind: 'dialog-closed' })}>
      <header><h2 id="legend-title">${name}</h2>
        <form method="dialog"><button class="utrecht-button utrecht-button--subtle quiet" aria-label=${textsIn(state.language).table.close}>${icon('close')}</button></form></header>
      <div class="legend-sheet">${whole}</div></dialog>` : nothing}`;
}

function measureChoice(state: State, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const names: readonly MeasureName[] = ['tijd', 'aandeel'];
  return html`<div class="segments" role="group" aria-label=${texts.measure}>${names.map((name) => html`<button type="button"
    aria-pressed=${state.measure === name ? 'true' : 'false'} @click=${() => send({ kind: 'measure-chosen', measure: name })}>${texts.measures[name]}</button>`)}</div>`;
}

function classes(state: State, measure: Measure): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  return html`<ul class="classes">${measure.classes.filter(({ number, areas }) => number > 0 || areas > 0).map((each) => html`<li class=${each.number === 0 ? 'no-data' : ''}>
    ${swatch(each.colour)}<b>${each.name}</b><small>${texts.areasCount(each.areas, count(each.areas, words))}</small></li>`)}</ul>`;
}

function sideLegend(answer: Answer, texts: Texts): TemplateResult {
  return html`<h2>${answer.title}</h2><p class="unit">${answer.unit}</p>
    <ul class="classes">${answer.classes.toSorted(inOrder).map((each) => html`<li class="${isFirstBeyond(each, answer) ? 'after-norm' : ''} ${each.number === 0 ? 'no-data' : ''}">
      ${isFirstBeyond(each, answer) ? normWord(answer, texts) : nothing}${swatch(each.colour)}<b>${each.name}</b></li>`)}</ul>`;
}

function ramp(all: readonly { readonly number: number; readonly colour: string }[]): string[] {
  return all.filter(({ number }) => number > 0).toSorted(inOrder).map(({ colour }) => colour);
}

/** "Not enough data" last. */
function inOrder(one: { readonly number: number }, other: { readonly number: number }): number {
  return (one.number || Infinity) - (other.number || Infinity);
}
