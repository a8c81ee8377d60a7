// What floats on the map of Probeer: the tools, the legend of the difference, and the border of two plans side by side.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Measure } from '../../api/what-if.ts';
import type { Answer } from '../../api/types.ts';
import type { Beside, MeasureName } from '../../compare.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { count } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { card } from '../overlay.ts';
import { swatch } from '../symbol.ts';
import { zoomButtons } from '../zoom.ts';
import { leftName, rightName } from './compare-outcome.ts';
import { questionIn } from './outcome.ts';
import { swipe } from './swipe.ts';
import { toolButtons } from './tool-form.ts';

export function overlay(state: State, send: Send): TemplateResult | null {
  if (valueOf(state.study) === null) return null;
  const texts = probeerTexts(state.language);
  const { desk, beside } = state;
  return html`
    ${state.whatIf.kind === 'asked' || state.tilesBehind ? html`<div class="busy-line"></div>` : nothing}
    ${state.mapFailed ? html`<p class="utrecht-alert utrecht-alert--warning map-failed" role="alert">${textsIn(state.language).map.failed}</p>` : html`
      ${desk === null || beside !== null ? nothing : html`<div class="card toolbar" role="group" aria-label=${texts.toolbar}>${toolButtons(state, desk, send)}</div>`}
      <div class="tools low">${zoomButtons(state, send)}</div>`}
    ${desk === null || desk.draft.picking === null || beside !== null ? nothing : html`<p class="card pointing" role="status">${texts.pointing(texts.places[desk.draft.picking])} <span class="keys-hint">${texts.pointingKeys}</span></p><span class="cross" aria-hidden="true"></span>`}
    ${beside === null ? differenceLegend(state, measureOf(state), send) : besideOverlay(state, beside, send)}
    ${state.pointed === null || beside !== null ? nothing : card(state, state.pointed)}`;
}

function measureOf(state: State): Measure | null {
  const difference = questionIn(state, valueOf(state.whatIf) ?? state.lastWhatIf)?.difference ?? null;
  if (difference === null || state.desk?.present.wijzigingen.length === 0) return null;
  return state.measure === 'tijd' ? difference.time : difference.share;
}

function differenceLegend(state: State, measure: Measure | null, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  if (measure === null) return nothing;
  const isStale = state.whatIf.kind !== 'known';
  return html`<aside class="card difference-legend ${isStale ? 'stale' : ''}" aria-label=${texts.legend}>
    <div class="row"><h2>${measure.title}</h2>${measureChoice(state, send)}</div>
    <p class="unit">${measure.unit}</p>
    ${classes(state, measure)}
    ${state.tilesBehind ? html`<p class="small" role="status">${texts.tilesBehind}</p>` : nothing}
  </aside>`;
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

function besideOverlay(state: State, beside: Beside, send: Send): TemplateResult {
  const difference = valueOf(state.difference)?.difference ?? null;
  const showsDifference = beside.shown === 'verschil' && beside.kind === null;
  if (showsDifference) {
    return html`${difference === null ? nothing : differenceLegend({ ...state, whatIf: state.difference.kind === 'known' ? state.whatIf : { kind: 'none' } },
      state.measure === 'tijd' ? difference.time : difference.share, send)}`;
  }
  const answers = state.sides.map((side) => valueOf(side));
  return html`${swipe(state, [leftName(state, beside), rightName(state)])}
    <aside class="card difference-legend" aria-label=${probeerTexts(state.language).legend}>
      ${sideLegend(answers[1] ?? null)}${beside.kind === null ? nothing : sideLegend(answers[0] ?? null)}</aside>`;
}

function sideLegend(answer: Answer | null): TemplateResult | typeof nothing {
  if (answer === null) return nothing;
  return html`<h2>${answer.title}</h2><p class="unit">${answer.unit}</p>
    <ul class="classes">${answer.classes.toSorted((one, other) => (one.number || Infinity) - (other.number || Infinity)).map((each) => html`<li class=${each.number === 0 ? 'no-data' : ''}>
      ${swatch(each.colour)}<b>${each.name}</b></li>`)}</ul>`;
}
