// Search over the names of neighbourhoods and districts: a combobox that works with arrows, Enter and Esc.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Area } from '../api/types.ts';
import { searchHits } from '../lookup.ts';
import type { Send, State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';
import { icon } from './icons.ts';

export function search(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const { typed, highlighted } = state.search;
  const hits = searchHits(state);
  const isOpen = typed.trim() !== '';
  return html`<div class="find" role="search">
    ${icon('search')}
    <input id="find" type="text" role="combobox" autocomplete="off" spellcheck="false"
      aria-label=${texts.search.label} placeholder=${texts.search.label} aria-autocomplete="list"
      aria-controls="hits" aria-expanded=${isOpen && hits.length > 0 ? 'true' : 'false'}
      aria-activedescendant=${hits.length > 0 ? `hit-${highlighted}` : nothing}
      .value=${typed}
      @input=${(event: Event) => send({ kind: 'search-typed', typed: chosenValue(event) })}
      @keydown=${(event: KeyboardEvent) => pressed(event, hits, highlighted, send)}>
    ${state.shortcuts ? html`<kbd aria-hidden="true">/</kbd>` : null}
    <ul id="hits" role="listbox" aria-label=${texts.search.label} ?hidden=${!isOpen || hits.length === 0}>
      ${hits.map((area, index) => hit(area, index, highlighted, state, send))}
    </ul>
    <p class=${isOpen && hits.length === 0 ? 'nothing' : 'vh'} role="status">
      ${!isOpen ? '' : hits.length === 0 ? texts.search.nothing : texts.search.found(hits.length)}</p>
  </div>`;
}

function hit(area: Area, index: number, highlighted: number, state: State, send: Send): TemplateResult {
  const { area: words } = textsIn(state.language);
  const level = words.level[area.level];
  return html`<li id="hit-${index}" role="option" aria-selected=${index === highlighted ? 'true' : 'false'}
    @mousedown=${(event: Event) => event.preventDefault()}
    @click=${() => send({ kind: 'area-chosen', code: area.code })}>
    ${area.name}<small>${area.level === 'buurt' && area.district !== null ? words.inDistrict(level, area.district) : level}</small></li>`;
}

function pressed(event: KeyboardEvent, hits: readonly Area[], highlighted: number, send: Send): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0 && hits.length > 0) {
    event.preventDefault();
    send({ kind: 'search-highlighted', index: (highlighted + step + hits.length) % hits.length });
  } else if (event.key === 'Enter') {
    const area = hits[highlighted];
    if (area !== undefined) send({ kind: 'area-chosen', code: area.code });
  } else if (event.key === 'Escape') {
    send({ kind: 'search-typed', typed: '' });
  }
}
