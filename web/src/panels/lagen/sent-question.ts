// What a sent file does not tell by itself: its coordinate system, which of its layers, or its characters.
import { html, type TemplateResult } from 'lit-html';
import type { SentLayer } from '../../sent/sent.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { filledIn } from './filled-in.ts';

export function askedForm(state: State, layer: SentLayer, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const tell = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    send({ kind: 'sent-asked', deed: { kind: 'read', id: layer.id, reading: filledIn(event.currentTarget) } });
  };
  return html`<form class="fields" @submit=${tell}>
    <p>${texts.sent.asks}</p><p class="small" lang="en">${layer.asks?.words}</p>
    ${answerTo(layer.asks?.field ?? '', texts)}
    <button class="button primary" ?disabled=${state.sent.deed !== null}>${texts.sent.readAgain}</button></form>`;
}

function answerTo(field: string, texts: LagenTexts): TemplateResult {
  switch (field) {
    case 'crs': return systemChoice(texts);
    case 'layer': return html`<label class="field"><span>${texts.sent.layer}</span><input class="in" name="layer" required autocomplete="off"></label>`;
    default: return html`<label class="field"><span>${texts.sent.encoding}</span>
      <select class="select" name="encoding"><option>utf-8</option><option>windows-1252</option></select></label>`;
  }
}

export function systemChoice(texts: LagenTexts): TemplateResult {
  return html`<label class="field"><span>${texts.sent.system}</span>
    <select class="select" name="crs">${Object.entries(texts.sent.systems).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></label>`;
}
