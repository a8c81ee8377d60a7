// Search over the names of areas, facilities and streets: a combobox that works with arrows, Enter and Esc.
import { html, nothing, type TemplateResult } from 'lit-html';
import { allHits, type Hit } from '../lookup.ts';
import { unreachable } from '../remote.ts';
import type { Send, State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { chosenValue } from './chosen.ts';
import { icon } from './icons.ts';

export function search(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const { typed, highlighted } = state.search;
  const hits = allHits(state);
  const isOpen = typed.trim() !== '';
  const isNothing = isOpen && hits.length === 0 && state.places.kind !== 'asked';
  return html`<div class="find" role="search">
    ${icon('search')}
    <input class="utrecht-textbox utrecht-textbox--html-input" id="find" type="text" role="combobox" autocomplete="off" spellcheck="false"
      aria-label=${texts.search.label} placeholder=${texts.search.label} aria-autocomplete="list"
      aria-controls="hits" aria-expanded=${isOpen && hits.length > 0 ? 'true' : 'false'}
      aria-activedescendant=${hits.length > 0 ? `hit-${highlighted}` : nothing}
      .value=${typed}
      @input=${(event: Event) => send({ kind: 'search-typed', typed: chosenValue(event) })}
      @keydown=${(event: KeyboardEvent) => pressed(event, hits, highlighted, send)}>
    ${state.shortcuts ? html`<kbd aria-hidden="true">/</kbd>` : null}
    <ul id="hits" role="listbox" aria-label=${texts.search.label} ?hidden=${!isOpen || hits.length === 0}>
      ${hits.map((found, index) => hit(found, index, highlighted, state, send))}
    </ul>
    <p class=${isNothing ? 'nothing' : 'vh'} role="status">
      ${isNothing ? texts.search.nothing : isOpen && hits.length > 0 ? texts.search.found(hits.length) : ''}</p>
  </div>`;
}

function hit(found: Hit, index: number, highlighted: number, state: State, send: Send): TemplateResult {
  return html`<li id="hit-${index}" role="option" aria-selected=${index === highlighted ? 'true' : 'false'}
    @mousedown=${(event: Event) => event.preventDefault()}
    @click=${() => choose(found, send)}>${words(found, state)}</li>`;
}

function words(found: Hit, state: State): TemplateResult {
  const { area: areaWords, search: searchWords } = textsIn(state.language);
  switch (found.kind) {
    case 'area': {
      const { name, level, district } = found.area;
      const levelName = areaWords.level[level];
      return html`${name}<small>${level === 'buurt' && district !== null ? areaWords.inDistrict(levelName, district) : levelName}</small>`;
    }
    case 'place': {
      const { name, sort, neighbourhood } = found.place;
      return html`${name}<small>${[searchWords.sorts[sort], neighbourhood].filter((each) => each !== null).join(', ')}</small>`;
    }
    default: return unreachable(found);
  }
}

function choose(found: Hit, send: Send): void {
  if (found.kind === 'area') send({ kind: 'area-chosen', code: found.area.code });
  else send({ kind: 'place-chosen', place: found.place });
}

function pressed(event: KeyboardEvent, hits: readonly Hit[], highlighted: number, send: Send): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0 && hits.length > 0) {
    event.preventDefault();
    send({ kind: 'search-highlighted', index: (highlighted + step + hits.length) % hits.length });
  } else if (event.key === 'Enter') {
    const found = hits[highlighted];
    if (found !== undefined) choose(found, send);
  } else if (event.key === 'Escape') {
    send({ kind: 'search-typed', typed: '' });
  }
}
