// The panel: question, answer for the city, explanation of the chosen neighbourhood.
import { html, type TemplateResult } from 'lit-html';
import { valueOf } from '../remote.ts';
import type { Send, SheetHeight, State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { area } from './area.ts';
import { city } from './city.ts';
import { question } from './question.ts';
import { failure, notice, starting } from './status.ts';

export function panel(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  return html`
    ${handle(state, send)}
    ${study === null ? starting(state, send) : html`
      ${state.study.kind === 'failed' ? failure(state.study.failure, texts, send) : null}
      ${state.notice === null ? null : notice(state.notice, texts)}
      ${question(state, study, send)}
      ${city(state, send)}
      ${area(state, send)}
      ${foot(state, send)}`}`;
}

/** On a phone the panel is a sheet with three heights; the handle steps through them. */
function handle(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const next: Record<SheetHeight, SheetHeight> = { peek: 'half', half: 'full', full: 'peek' };
  return html`<button type="button" class="handle"
    aria-label=${state.sheet === 'full' ? texts.sheet.smaller : texts.sheet.larger}
    @click=${() => send({ kind: 'sheet-sized', sheet: next[state.sheet] })}></button>`;
}

function foot(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`<p class="foot">
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'dialog-opened', dialog: 'methode' })}>${texts.method.title}</button>
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'dialog-opened', dialog: 'toetsen' })}>${texts.keys.open}</button>
  </p>`;
}
