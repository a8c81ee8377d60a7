// What a sent file does not tell by itself: its coordinate system, which of its layers, or its characters. What was told before
// stays told.
import { html, type TemplateResult } from 'lit-html';
import type { SentLayer } from '../../sent/sent.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { filledIn } from './filled-in.ts';

const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le'];

export function askedForm(state: State, layer: SentLayer, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  return html`<form class="fields" @submit=${telling(layer, layer.reading, send)}>
    <p>${texts.sent.asks}</p><p class="small">${layer.asks?.words}</p>
    ${answerTo(layer.asks, texts)}
    <button class="utrecht-button utrecht-button--primary-action" ?disabled=${state.sent.deed !== null}>${texts.sent.readAgain}</button></form>`;
}

/** Has the file read as the form says, and else as was told before. */
function telling({ id }: SentLayer, before: SentLayer['reading'], send: Send): (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => void {
  return (event) => {
    event.preventDefault();
    send({ kind: 'sent-asked', deed: { kind: 'read', id, reading: { ...before, ...filledIn(event.currentTarget) } } });
  };
}

/** How it was read, and another way where that is not right. */
export function readOtherwise(state: State, layer: SentLayer, send: Send): TemplateResult | null {
  if (layer.readAs === null) return null;
  const texts = lagenTexts(state.language);
  const { system, encoding, layer: own, layers } = layer.readAs;
  const isOneOfSeveral = layers.length > 1;
  const { delimiter } = layer.reading;
  return html`<details class="folded"><summary>${texts.sent.readAs([isOneOfSeveral ? own : null, system, encoding].filter((one) => one !== null).join(', '))}</summary>
    <form class="fields" @submit=${telling(layer, delimiter === undefined ? {} : { delimiter }, send)}>
      ${isOneOfSeveral ? layerChoice(layers, own, texts) : null}
      <label class="field"><span>${texts.sent.readSystem}</span><select class="utrecht-select utrecht-select--html-select" name="crs"><option value="">${texts.sent.asFound}</option>
        ${Object.entries(texts.sent.systems).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>
      <label class="field"><span>${texts.sent.encoding}</span><select class="utrecht-select utrecht-select--html-select" name="encoding"><option value="">${texts.sent.asFound}</option>
        ${encodings.map((name) => html`<option>${name}</option>`)}</select></label>
      <button class="utrecht-button utrecht-button--secondary-action" ?disabled=${state.sent.deed !== null}>${texts.sent.readAgain}</button></form></details>`;
}

function answerTo(asks: SentLayer['asks'], texts: LagenTexts): TemplateResult {
  switch (asks?.field) {
    case 'crs': return systemChoice(texts);
    case 'layer': return layerChoice(asks.choices, null, texts);
    default: return html`<label class="field"><span>${texts.sent.encoding}</span>
      <select class="utrecht-select utrecht-select--html-select" name="encoding">${encodings.map((name) => html`<option>${name}</option>`)}</select></label>`;
  }
}

/** One of the layers of the file; a file that was sent to an earlier version does not tell them. */
function layerChoice(layers: readonly string[], chosen: string | null, texts: LagenTexts): TemplateResult {
  return html`<label class="field"><span>${texts.sent.layer}</span>${layers.length === 0
    ? html`<input class="utrecht-textbox utrecht-textbox--html-input" name="layer" required autocomplete="off">`
    : html`<select class="utrecht-select utrecht-select--html-select" name="layer">${layers.map((name) => html`<option ?selected=${name === chosen}>${name}</option>`)}</select>`}</label>`;
}

export function systemChoice(texts: LagenTexts): TemplateResult {
  return html`<label class="field"><span>${texts.sent.system}</span>
    <select class="utrecht-select utrecht-select--html-select" name="crs">${Object.entries(texts.sent.systems).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>`;
}
