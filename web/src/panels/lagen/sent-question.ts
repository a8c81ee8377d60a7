// What a sent file does not tell by itself: its coordinate system, which of its layers, or its characters.
import { html, type TemplateResult } from 'lit-html';
import type { SentLayer } from '../../sent/sent.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { filledIn } from './filled-in.ts';

const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le'];

export function askedForm(state: State, layer: SentLayer, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  return html`<form class="fields" @submit=${telling(layer, send)}>
    <p>${texts.sent.asks}</p><p class="small">${layer.asks?.words}</p>
    ${answerTo(layer.asks?.field ?? '', texts)}
    <button class="utrecht-button utrecht-button--primary-action" ?disabled=${state.sent.deed !== null}>${texts.sent.readAgain}</button></form>`;
}

/** Has the file read as the form says. */
function telling({ id }: SentLayer, send: Send): (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => void {
  return (event) => {
    event.preventDefault();
    send({ kind: 'sent-asked', deed: { kind: 'read', id, reading: filledIn(event.currentTarget) } });
  };
}

/** How it was read, and another way where that is not right. */
export function readOtherwise(state: State, layer: SentLayer, send: Send): TemplateResult | null {
  if (layer.readAs === null) return null;
  const texts = lagenTexts(state.language);
  const { system, encoding } = layer.readAs;
  return html`<details class="folded"><summary>${texts.sent.readAs([system, encoding].filter((one) => one !== null).join(', '))}</summary>
    <form class="fields" @submit=${telling(layer, send)}>
      <label class="field"><span>${texts.sent.readSystem}</span><select class="utrecht-select utrecht-select--html-select" name="crs"><option value="">${texts.sent.asFound}</option>
        ${Object.entries(texts.sent.systems).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>
      <label class="field"><span>${texts.sent.encoding}</span><select class="utrecht-select utrecht-select--html-select" name="encoding"><option value="">${texts.sent.asFound}</option>
        ${encodings.map((name) => html`<option>${name}</option>`)}</select></label>
      <button class="utrecht-button utrecht-button--secondary-action" ?disabled=${state.sent.deed !== null}>${texts.sent.readAgain}</button></form></details>`;
}

function answerTo(field: string, texts: LagenTexts): TemplateResult {
  switch (field) {
    case 'crs': return systemChoice(texts);
    case 'layer': return html`<label class="field"><span>${texts.sent.layer}</span><input class="utrecht-textbox utrecht-textbox--html-input" name="layer" required autocomplete="off"></label>`;
    default: return html`<label class="field"><span>${texts.sent.encoding}</span>
      <select class="utrecht-select utrecht-select--html-select" name="encoding">${encodings.map((name) => html`<option>${name}</option>`)}</select></label>`;
  }
}

export function systemChoice(texts: LagenTexts): TemplateResult {
  return html`<label class="field"><span>${texts.sent.system}</span>
    <select class="utrecht-select utrecht-select--html-select" name="crs">${Object.entries(texts.sent.systems).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>`;
}
