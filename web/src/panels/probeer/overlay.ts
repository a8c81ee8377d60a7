// What floats on the map of Probeer: the tools, the legend, and the border of two plans side by side.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Measure } from '../../api/what-if.ts';
import type { Beside } from '../../compare.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { foundPlace } from '../found-place.ts';
import { card } from '../overlay.ts';
import { zoomButtons } from '../zoom.ts';
import { leftName, rightName } from './compare-outcome.ts';
import { differenceLegend, sidesLegend } from './legend.ts';
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
    ${foundPlace(state, send)}
    ${state.pointed === null || beside !== null ? nothing : card(state, state.pointed)}`;
}

function measureOf(state: State): Measure | null {
  const difference = questionIn(state, valueOf(state.whatIf) ?? state.lastWhatIf)?.difference ?? null;
  if (difference === null || state.desk?.present.wijzigingen.length === 0) return null;
  return state.measure === 'tijd' ? difference.time : difference.share;
}

function besideOverlay(state: State, beside: Beside, send: Send): TemplateResult {
  const difference = valueOf(state.difference)?.difference ?? null;
  const showsDifference = beside.shown === 'verschil' && beside.kind === null;
  if (showsDifference) {
    return html`${difference === null ? nothing : differenceLegend({ ...state, whatIf: state.difference.kind === 'known' ? state.whatIf : { kind: 'none' } },
      state.measure === 'tijd' ? difference.time : difference.share, send)}`;
  }
  const [left, right] = state.sides.map((side) => valueOf(side));
  const answers = beside.kind === null ? [right] : [right, left];
  return html`${swipe(state, [leftName(state, beside), rightName(state)])}
    ${sidesLegend(state, answers.filter((answer) => answer !== null && answer !== undefined), send)}`;
}
