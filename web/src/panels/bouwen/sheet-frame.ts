// The frame of a sheet: the name of the place, its tag, and the button that closes it.
import { html, type TemplateResult } from 'lit-html';
import type { Send, State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { icon } from '../icons.ts';

export function sheetFrame(state: State, name: string, tag: unknown, send: Send, content: TemplateResult): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section class="site-sheet" aria-labelledby="site-name">
    <div class="row"><h3 class="title" id="site-name">${texts.sheet(name)}</h3>
      <span class="row-end">${tag}
        <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.closeSheet}
          @click=${() => openSheet(state, null, send)}>${icon('close')}</button></span></div>
    ${content}
  </section>`;
}

/** Opens the sheet of a place, or closes it. */
export function openSheet(state: State, place: string | null, send: Send): void {
  send({ kind: 'site-set', settings: { ...state.site, place } });
}
