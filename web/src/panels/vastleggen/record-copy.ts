// All records as one file, for who reads, and back, for who may vouch for what others recorded.
import { html, nothing, type TemplateResult } from 'lit-html';
import { copyAddress } from '../../api/records-client.ts';
import type { Failure } from '../../api/types.ts';
import { mayTakeIn } from '../../may.ts';
import type { Send, State } from '../../state.ts';
import { count } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { recordsTexts } from '../../texts/vastleggen.ts';

export function recordCopy(state: State, send: Send): TemplateResult {
  const texts = recordsTexts(state.language).copy;
  return html`<section class="box" aria-labelledby="record-copy"><h2 id="record-copy">${texts.title}</h2><p>${texts.lead}</p>
    <div class="row wrap"><a class="utrecht-button utrecht-button--secondary-action" href=${copyAddress} download="vastleggingen.jsonl">${texts.download}</a>
      ${mayTakeIn(state) ? chooser(state, send) : nothing}</div>
    ${mayTakeIn(state) ? html`<p class="small">${texts.how}</p>` : nothing}
    ${outcome(state)}</section>`;
}

function chooser(state: State, send: Send): TemplateResult {
  const choose = (event: Event & { readonly currentTarget: HTMLInputElement }): void => {
    const file = event.currentTarget.files?.[0];
    // The same file can be chosen again.
    event.currentTarget.value = '';
    if (file !== undefined) send({ kind: 'record-copy-chosen', file });
  };
  return html`<label class="utrecht-button utrecht-button--secondary-action file">${recordsTexts(state.language).copy.choose}
    <input class="vh" type="file" accept=".jsonl,.ndjson,.json,.txt" ?disabled=${state.records.copy.kind === 'asked'} @change=${choose}></label>`;
}

function outcome(state: State): TemplateResult {
  const texts = recordsTexts(state.language).copy;
  const words = textsIn(state.language);
  const { copy } = state.records;
  const told = copy.kind === 'asked' ? texts.busy : copy.kind === 'known' ? texts.done(count(copy.value.fresh, words), count(copy.value.all, words)) : '';
  return html`<p role="status">${told}</p>${copy.kind === 'failed' ? refusal(state, copy.failure) : nothing}`;
}

/** Every problem with its record and field; one alone is in the sentence already. */
function refusal({ language }: State, why: Failure): TemplateResult {
  const words = textsIn(language).states;
  const said = why.kind === 'refused' ? why.detail || words.refused(why.title) : why.kind === 'unreachable' ? words.unreachable : words.unreadable;
  const problems = why.kind === 'refused' ? why.problems ?? [] : [];
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert"><p>${recordsTexts(language).copy.refused} ${said}</p>
    ${problems.length < 2 ? nothing : html`<ul class="sentences small">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}</div>`;
}
