// Layers that people send: a new one, what is in each, what it is used as, and away with it.
import { html, nothing, type TemplateResult } from 'lit-html';
import { maySeeSent } from '../../may.ts';
import { valueOf } from '../../remote.ts';
import type { SentDeed, SentDesk, SentLayer, SentLayers, Told } from '../../sent/sent.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { count } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { mayNot } from '../may-not.ts';
import { failure } from '../status.ts';
import { askedForm, readOtherwise } from './sent-question.ts';
import { useForm } from './sent-use.ts';

const accepted = '.geojson,.json,.gpkg,.fgb,.csv,.tsv,.txt,.zip';

export function sentLayers(state: State, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const { list } = state.sent;
  const sent = valueOf(list);
  return html`<section class="box sent" aria-labelledby="sent"><h2 id="sent">${texts.sent.title}</h2>
    ${!maySeeSent(state) || isForbidden(list) ? mayNot(state, 'layers') : list.kind === 'failed' ? failure(list.failure, textsIn(state.language), send) : sent === null ? nothing : known(state, sent, texts, send)}
  </section>`;
}

/** What somebody may was different when the page was opened, for instance before a login was over. */
function isForbidden(list: SentDesk['list']): boolean {
  return list.kind === 'failed' && list.failure.kind === 'refused' && (list.failure.status === 401 || list.failure.status === 403);
}

function known(state: State, sent: SentLayers, texts: LagenTexts, send: Send): TemplateResult {
  if (!sent.accepted) return html`<p class="small">${texts.sent.closed}</p>`;
  const isBusy = state.sent.deed !== null;
  const choose = chosen((file) => ask(send, { kind: 'send', file }));
  return html`<p>${texts.sent.lead}</p>
    <label class="field"><span>${texts.sent.choose}</span>
      <input type="file" class="file" accept=${accepted} ?disabled=${isBusy} aria-describedby="largest" @change=${choose}>
      <span class="small" id="largest">${texts.sent.largest(count(sent.largest / 1024 / 1024, textsIn(state.language)))}</span></label>
    <p class="small" role="status">${isBusy ? texts.sent.busy : ''}</p>
    ${refusal(state, null)}
    ${sent.layers.map((layer) => one(state, layer, send))}`;
}

function one(state: State, layer: SentLayer, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const words = textsIn(state.language);
  const isBusy = state.sent.deed !== null;
  const isUsed = layer.use !== null;
  const remove: SentDeed = { kind: 'remove', id: layer.id, isUsed };
  const replace = chosen((file) => ask(send, { kind: 'replace', id: layer.id, file, isUsed }));
  return html`<article class="one" aria-labelledby="sent-${layer.id}"><h3 id="sent-${layer.id}">${layer.name}</h3>
    ${layer.rows === null ? nothing : html`<p class="small">${texts.sent.rows(count(layer.usable ?? 0, words), count(layer.rows, words))}${layer.geometry === null ? '' : `, ${layer.geometry}`}</p>`}
    ${problems(layer.problems, state)}
    ${sample(layer, texts)}
    ${layer.asks === null && layer.use === null ? readOtherwise(state, layer, send) : nothing}
    ${layer.asks === null ? nothing : askedForm(state, layer, send)}
    ${layer.use === null ? (layer.asks === null ? useForm(state, layer, send) : nothing) : html`
      <p><strong>${texts.sent.usedAs(texts.sent.roles[layer.use.role])}</strong> ${texts.sent.tally(count(layer.use.kept, words), count(layer.use.read, words), count(layer.use.left, words))}</p>
      ${layer.use.not === null ? nothing : html`<p>${texts.sent.notNow} ${layer.use.not}</p>`}
      ${problems(layer.use.problems, state)}`}
    ${refusal(state, layer.id)}
    <div class="acts">
      ${layer.use === null ? nothing : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" ?disabled=${isBusy} aria-label=${texts.sent.of(texts.sent.stop, layer.name)}
        @click=${() => ask(send, { kind: 'stop', id: layer.id })}>${texts.sent.stop}</button>`}
      <label class="utrecht-button utrecht-button--secondary-action file">${texts.sent.replace}
        <input type="file" class="vh" accept=${accepted} ?disabled=${isBusy} aria-label=${texts.sent.of(texts.sent.replace, layer.name)} @change=${replace}></label>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" ?disabled=${isBusy} aria-label=${texts.sent.of(texts.sent.remove, layer.name)} @click=${() => ask(send, remove)}>${texts.sent.remove}</button>
    </div></article>`;
}

function refusal(state: State, id: string | null): TemplateResult | typeof nothing {
  const { refused } = state.sent;
  if (refused === null || refused.id !== id) return nothing;
  const { failure: why } = refused;
  const words = textsIn(state.language).states;
  const said = why.kind === 'refused' ? words.refused(why.title) : why.kind === 'unreachable' ? words.unreachable : words.unreadable;
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert"><p>${said}</p>${'detail' in why && why.detail !== '' ? html`<p class="small">${why.detail}</p>` : nothing}</div>`;
}

function problems({ count: many, first }: Told, state: State): TemplateResult | typeof nothing {
  if (many === 0) return nothing;
  return html`<details class="folded"><summary>${lagenTexts(state.language).sent.problems(count(many, textsIn(state.language)))}</summary>
    <ul class="sentences small">${first.map((words) => html`<li>${words}</li>`)}</ul></details>`;
}

function sample(layer: SentLayer, texts: LagenTexts): TemplateResult | typeof nothing {
  if (layer.columns.length === 0) return nothing;
  const title = texts.sent.sample(layer.name);
  return html`<details class="folded"><summary>${title}</summary>
    <div class="scroll-x" tabindex="0" role="group" aria-label=${title}><table class="plain">
      <thead><tr>${layer.columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${layer.sample.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

/** Hands over the file that was chosen; the same one can be chosen again. */
function chosen(take: (file: File) => void): (event: Event & { readonly currentTarget: HTMLInputElement }) => void {
  return (event) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = '';
    if (file !== undefined) take(file);
  };
}

function ask(send: Send, deed: SentDeed): void {
  send({ kind: 'sent-asked', deed });
}
