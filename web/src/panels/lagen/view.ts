// Lagen: what there is to load elsewhere, how, and what was read of the study's files.
import { html, nothing, type TemplateResult } from 'lit-html';
import { mayEnter } from '../../may.ts';
import { followPlans } from '../../plan/follow-plans.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { textsIn } from '../../texts/texts.ts';
import { sentEffectsOf } from '../../sent/sent-effects.ts';
import { sentStep } from '../../sent/sent-update.ts';
import { recordsTexts } from '../../texts/vastleggen.ts';
import { addressOfView } from '../../url.ts';
import type { View } from '../../view.ts';
import { followed } from '../chosen.ts';
import { failure } from '../status.ts';
import { addresses } from './addresses.ts';
import { filesQuestion } from './files-question.ts';
import { quality } from './quality.ts';
import { layerTable } from './layer-table.ts';
import { sentLayers } from './sent-layers.ts';

export const lagen: View = {
  page,
  start: (store) => {
    followPlans(store);
    store.extend(sentStep);
    store.subscribe(sentEffectsOf(store.send));
  },
};

/** What people recorded is beside the layers that came from files. */
function toRecords(state: State, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  return html`<section class="box" aria-labelledby="to-records"><h2 id="to-records">${texts.title}</h2><p>${texts.fromLayers}</p>
    <p><a class="utrecht-button utrecht-button--secondary-action" href=${addressOfView({ ...state, area: null, record: null }, 'vastleggen')}
      @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'record-kind-chosen', record: null, area: null }))}>${mayEnter(state) ? texts.toAll : texts.toRead}</a></p></section>`;
}

function page(state: State, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const words = textsIn(state.language);
  const collections = valueOf(state.collections);
  const check = valueOf(state.check);
  return html`<div class="wide">
    <header><h1>${texts.title}</h1><p class="lead">${texts.lead}</p></header>
    ${state.collections.kind === 'failed' ? failure(state.collections.failure, words, send) : nothing}
    ${collections === null ? html`<p class="waiting">${words.states.loading}</p>` : html`${filesQuestion(state, collections, send)}${layerTable(state, collections, send)}`}
    ${toRecords(state, send)}
    ${sentLayers(state, send)}
    <div class="lower">
      ${collections === null ? nothing : addresses(state, collections, send)}
      ${state.check.kind === 'failed' ? failure(state.check.failure, words, send) : check === null ? nothing : quality(state, check)}
    </div>
  </div>`;
}
