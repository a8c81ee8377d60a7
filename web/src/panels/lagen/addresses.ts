// Addresses to paste into QGIS and ArcGIS, each with a button that copies it.
import { html, type TemplateResult } from 'lit-html';
import type { Collection } from '../../api/lists.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { textsIn } from '../../texts/texts.ts';
import { icon } from '../icons.ts';
import { filesAsked, withParameters } from './files-asked.ts';

export function addresses(state: State, collections: readonly Collection[], send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const first = collections[0]?.id ?? 'gebieden';
  const asked = filesAsked(state, first);
  const lines: readonly (readonly [name: string, address: string])[] = [
    [texts.addresses.features, `${location.origin}/v1`],
    [texts.addresses.oneLayer, withParameters(`${location.origin}/v1/collections/${first}/items`, asked)],
    [texts.addresses.tiles, withParameters(`${location.origin}/v1/collections/${first}/tiles/WebMercatorQuad/{z}/{y}/{x}`, asked)],
  ];
  return html`<section class="box" aria-labelledby="connect"><h2 id="connect">${texts.connect}</h2>
    <p class="small">${texts.qgis}</p><p class="small">${texts.arcgis}</p>
    ${lines.map(([name, address]) => line(state, name, address, send))}
    <p class="small">${texts.tilesHow}</p>
    <p class="small">${texts.addressesAsk}</p>
    <p class="small">${texts.crs(valueOf(state.study)?.system ?? '')}</p>
    <p class="small" role="status">${state.copied !== null && !state.copied.succeeded ? textsIn(state.language).copy.failed : ''}</p>
  </section>`;
}

function line(state: State, name: string, address: string, send: Send): TemplateResult {
  const { copy } = textsIn(state.language);
  const isCopied = state.copied?.text === address && state.copied.succeeded;
  return html`<div class="url"><b>${name}</b><code tabindex="0">${address}</code>
    <button type="button" class="utrecht-button utrecht-button--secondary-action" aria-label=${lagenTexts(state.language).copyOf(name)}
      @click=${() => send({ kind: 'copy-asked', text: address })}>${icon('copy')}<span role="status">${isCopied ? copy.done : copy.button}</span></button></div>`;
}
