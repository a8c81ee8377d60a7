// Vastleggen: what people record, by kind: what holds, with its history, and a form that the service describes.
import '../../style/vastleggen.css';
import { html, type TemplateResult } from 'lit-html';
import { mayEnter } from '../../may.ts';
import { recordsEffectsOf } from '../../records/records-effects.ts';
import { formIn, recordsStep } from '../../records/records-update.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { textsIn } from '../../texts/texts.ts';
import { recordsTexts } from '../../texts/vastleggen.ts';
import type { View } from '../../view.ts';
import { chosenValue } from '../chosen.ts';
import { mayNot } from '../may-not.ts';
import { failure } from '../status.ts';
import { recordCopy } from './record-copy.ts';
import { recordForm } from './record-form.ts';
import { recordList } from './record-list.ts';

export const vastleggen: View = {
  page,
  start: (store) => {
    store.extend(recordsStep);
    store.subscribe(recordsEffectsOf(store.send));
  },
};

function page(state: State, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  return html`<div class="wide vastleggen">
    <header><h1>${texts.title}</h1><p class="lead">${texts.lead}</p></header>
    ${body(state, send)}</div>`;
}

function body(state: State, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const words = textsIn(state.language);
  const { forms } = state.records;
  if (forms.kind === 'failed') return failure(forms.failure, words, send);
  const told = valueOf(forms);
  const form = formIn(state);
  if (told === null || form === null || state.who === null) return html`<p class="waiting">${words.states.loading}</p>`;
  if (!told.keeps) return html`<p class="utrecht-alert utrecht-alert--info">${texts.keepsNothing}</p>`;
  return html`<label class="field record-kind"><span>${mayEnter(state) ? texts.kind : texts.kindToRead}</span>
      <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'record-kind-chosen', record: chosenValue(event) })}>
        ${told.forms.map(({ kind, title }) => html`<option value=${kind} .selected=${kind === form.kind}>${title}</option>`)}</select></label>
    <div class="lower">${recordList(state, form, send)}${mayEnter(state) ? recordForm(state, form, send) : mayNot(state, 'records')}</div>
    ${recordCopy(state, send)}`;
}
