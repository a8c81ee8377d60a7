// What floats on the map: tools, layer choice, legend and the card under the pointer.
import { html, type TemplateResult } from 'lit-html';
import { normParameters } from '../api/client.ts';
import { chosenGroup, figuresOf } from '../lookup.ts';
import { unreachable, valueOf } from '../remote.ts';
import { questionOf } from '../asking-question.ts';
import { layerNames, type LayerName, type Pointed, type Send, type State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { isTicked } from './chosen.ts';
import { placedAt } from './directives.ts';
import { figureLine } from './figure-line.ts';
import { icon } from './icons.ts';
import { legend, legendPill } from './legend.ts';
import { swatch } from './symbol.ts';
import { zoomButtons } from './zoom.ts';

export function overlay(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  const answer = valueOf(state.answer);
  const isStale = state.answer.kind === 'asked';
  return html`
    ${state.study.kind === 'asked' || isStale ? html`<div class="busy-line"></div>` : null}
    ${state.mapFailed ? html`<p class="utrecht-alert utrecht-alert--warning map-failed" role="alert">${texts.map.failed}</p>` : study === null ? null : tools(state, send)}
    ${answer === null ? null : html`
      <aside class="card legend ${isStale ? 'stale' : ''}" aria-label=${texts.legend.label}>${legend(state, answer, send)}</aside>
      ${legendPill(state, answer, send)}`}
    ${state.pointed === null ? null : card(state, state.pointed)}`;
}

function tools(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`<div class="tools">
    <details class="layer-choice">
      <summary>${icon('layers')}<span>${texts.layers.label}</span></summary>
      <fieldset class="card"><legend class="vh">${texts.layers.label}</legend>
        ${layerNames.map((layer) => html`<div class="layer"><label><input type="checkbox" .checked=${state.layers.includes(layer)}
          @change=${(event: Event) => send({ kind: 'layer-switched', layer, on: isTicked(event) })}> ${texts.layers.names[layer]}</label>
          <a class="utrecht-link utrecht-link--html-a" href=${tableAddress(layer, state)} aria-label=${texts.layers.tableOf(texts.layers.names[layer])}>${texts.layers.table}</a></div>`)}
      </fieldset>
    </details>
    ${zoomButtons(state, send)}
  </div>`;
}

/** The table behind a layer, as a page of the server that needs no map. */
function tableAddress(layer: LayerName, state: State): string {
  const question = questionOf(state);
  const of: Partial<Record<LayerName, string>> = { andere: 'voorzieningen', barrieres: 'oversteken', kandidaten: 'kandidaten_buurtschool', clusters: 'clusters_0_18' };
  const asked = question === null || layer in of ? {} : { voorziening: question.kind, leeftijd: question.age, ...normParameters(question) };
  return `/v1/collections/${of[layer] ?? layer}/items?${new URLSearchParams({ f: 'html', ...asked })}`;
}

export function card(state: State, pointed: Pointed): TemplateResult | null {
  const { x, y, width } = pointed.place;
  const side = x < 150 ? 'to-right' : x > width - 150 ? 'to-left' : '';
  const box = `card pointed ${side} ${y < 130 ? 'below' : ''}`;
  switch (pointed.kind) {
    case 'facility':
      return html`<div class=${box} ${placedAt(pointed.place)}><b>${pointed.name}</b><p>${pointed.kinds}</p></div>`;
    case 'area':
      return html`<div class=${box} ${placedAt(pointed.place)}>${areaCard(state, pointed.code)}</div>`;
    default:
      return unreachable(pointed);
  }
}

function areaCard(state: State, code: string): TemplateResult | null {
  const figures = figuresOf(state, code);
  if (figures === null) return null;
  const answer = valueOf(state.answer);
  const areaClass = answer?.classes.find((each) => each.number === figures.classNumber);
  return html`<b>${figures.name}</b>
    <p>${figureLine(figures, chosenGroup(state), textsIn(state.language))}</p>
    ${areaClass === undefined ? null : html`<p class="class-line">${swatch(areaClass.colour)} ${areaClass.name}</p>`}`;
}
