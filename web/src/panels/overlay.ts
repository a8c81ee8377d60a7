// What floats on the map: tools, layer choice, legend and the card under the pointer.
import { html, type TemplateResult } from 'lit-html';
import { normParameters } from '../api/question.ts';
import { chosenGroup, figuresOf } from '../lookup.ts';
import { unreachable, valueOf } from '../remote.ts';
import { questionOf } from '../asking-question.ts';
import { layerNames, type LayerName, type Pointed, type Send, type State } from '../state.ts';
import { textsIn } from '../texts/texts.ts';
import { isTicked } from './chosen.ts';
import { placedAt } from './directives.ts';
import { figureLine } from './figure-line.ts';
import { foundPlace } from './found-place.ts';
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
    ${foundPlace(state, send)}
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
          <span>${tablesOf(layer, state).map(([collection, name, words]) => html`<a class="utrecht-link utrecht-link--html-a" href=${tableAddress(collection, layer, state)} hreflang="nl"
            aria-label=${texts.layers.tableOf(name)}>${words}</a> `)}</span></div>`)}
      </fieldset>
    </details>
    ${zoomButtons(state, send)}
  </div>`;
}

/** A table behind a layer: its collection, its name, and the words that lead to it. */
type Table = readonly [collection: string, name: string, words: string];

/** What stops people and where they can pass are one layer with two tables. */
function tablesOf(layer: LayerName, state: State): readonly Table[] {
  const { names, table, barriers, crossings } = textsIn(state.language).layers;
  if (layer === 'barrieres') return [['barrieres', barriers, barriers], ['oversteken', crossings, crossings]];
  const of: Partial<Record<LayerName, string>> = { andere: 'voorzieningen', kandidaten: 'kandidaten_buurtschool', clusters: 'clusters_0_18' };
  return [[of[layer] ?? layer, names[layer], table]];
}

/** The table as a page of the server that needs no map. */
function tableAddress(collection: string, layer: LayerName, state: State): string {
  const question = questionOf(state);
  const isAsked = question !== null && collection === layer && layer !== 'barrieres';
  const asked = isAsked ? { voorziening: question.kind, leeftijd: question.age, ...normParameters(question) } : {};
  return `/v1/collections/${collection}/items?${new URLSearchParams({ f: 'html', ...asked })}`;
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
