// The buttons that move the map, for who does not drag.
import { html, type TemplateResult } from 'lit-html';
import type { Send, State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { icon } from './icons.ts';

export function zoomButtons(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`<div class="zoom">
    <button type="button" aria-label=${texts.map.zoomIn} @click=${() => send({ kind: 'view-asked', view: 'in' })}>${icon('plus')}</button>
    <button type="button" aria-label=${texts.map.zoomOut} @click=${() => send({ kind: 'view-asked', view: 'out' })}>${icon('minus')}</button>
    <button type="button" aria-label=${texts.map.whole} @click=${() => send({ kind: 'view-asked', view: 'whole' })}>${icon('whole')}</button>
  </div>`;
}
