// What was found by its name and is no area: what it is, beside its mark on the map, and the button that takes both away.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { FoundPlace } from '../api/types.ts';
import type { Send, State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { icon } from './icons.ts';

/** The box that says it is always there, so that what comes into it is heard. */
export function foundPlace(state: State, send: Send): TemplateResult {
  return html`<div class="found-place" role="status">${state.found === null ? nothing : told(state, state.found, send)}</div>`;
}

function told(state: State, place: FoundPlace, send: Send): TemplateResult {
  const { search } = textsIn(state.language);
  return html`<div class="card"><p><b><span class="vh">${search.onMap} </span>${place.name}</b>
      <small>${[search.sorts[place.sort], place.neighbourhood].filter((each) => each !== null).join(', ')}</small></p>
    <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${search.dismiss(place.name)}
      @click=${() => send({ kind: 'place-dismissed' })}>${icon('close')}</button></div>`;
}
