// What floats on the map of Waar bouwen: zoom, and a short legend of the signs.
import { html, nothing, type TemplateResult } from 'lit-html';
import { valueOf } from '../../remote.ts';
import { sitePlaces } from '../../site-places.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { textsIn } from '../../texts/texts.ts';
import { card } from '../overlay.ts';
import { zoomButtons } from '../zoom.ts';

export function overlay(state: State, send: Send): TemplateResult | null {
  if (valueOf(state.study) === null) return null;
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const answer = valueOf(state.siteAnswer)?.answer;
  const places = answer === undefined ? null : sitePlaces(answer);
  return html`
    ${state.siteAnswer.kind === 'asked' ? html`<div class="busy-line"></div>` : nothing}
    ${state.mapFailed ? html`<p class="utrecht-alert utrecht-alert--warning map-failed" role="alert">${words.map.failed}</p>` : html`<div class="tools">${zoomButtons(state, send)}</div>`}
    ${places === null ? nothing : html`<aside class="card signs" aria-label=${words.legend.label}><ul>
      ${places.planned.length === 0 ? nothing : html`<li><svg viewBox="0 0 28 28" class="diamond" aria-hidden="true"><path d="M14 1 27 14 14 27 1 14z"></path></svg>${texts.legend.plan}</li>`}
      ${places.others.length === 0 ? nothing : html`<li><svg viewBox="0 0 28 28" class="diamond open" aria-hidden="true"><path d="M14 3 25 14 14 25 3 14z"></path></svg>${texts.legend.other}</li>`}
      ${places.facilities.length === 0 ? nothing : html`<li><span class="ring" aria-hidden="true"></span>${texts.legend.member}</li>`}
      ${places.areas.length === 0 ? nothing : html`<li><span class="area-sign" aria-hidden="true"></span>${texts.legend.area}</li>`}
    </ul></aside>`}
    ${state.pointed === null ? nothing : card(state, state.pointed)}`;
}
