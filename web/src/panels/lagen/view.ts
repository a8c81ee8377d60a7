// Lagen: what there is to load elsewhere, how, and what was read of the study's files.
import { html, nothing, type TemplateResult } from 'lit-html';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { textsIn } from '../../texts/texts.ts';
import { sentEffectsOf } from '../../sent/sent-effects.ts';
import { sentStep } from '../../sent/sent-update.ts';
import type { View } from '../../view.ts';
import { failure } from '../status.ts';
import { addresses } from './addresses.ts';
import { quality } from './quality.ts';
import { layerTable } from './layer-table.ts';
import { sentLayers } from './sent-layers.ts';

export const lagen: View = {
  page,
  start: (store) => {
    store.extend(sentStep);
    store.subscribe(sentEffectsOf(store.send));
  },
};

function page(state: State, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const words = textsIn(state.language);
  const collections = valueOf(state.collections);
  const check = valueOf(state.check);
  return html`<div class="wide">
    <header><h1>${texts.title}</h1><p class="lead">${texts.lead}</p></header>
    ${state.collections.kind === 'failed' ? failure(state.collections.failure, words, send) : nothing}
    ${collections === null ? html`<p class="waiting">${words.states.loading}</p>` : layerTable(state, collections, send)}
    ${sentLayers(state, send)}
    <div class="lower">
      ${collections === null ? nothing : addresses(state, collections, send)}
      ${state.check.kind === 'failed' ? failure(state.check.failure, words, send) : check === null ? nothing : quality(state, check)}
    </div>
  </div>`;
}
