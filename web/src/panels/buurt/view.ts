// Mijn buurt: one area on one page, strengths first. Everything on it comes in one answer of the server.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Portrait } from '../../api/portrait.ts';
import type { Area, Study } from '../../api/types.ts';
import { portrayedArea } from '../../asking.ts';
import { mayEnter } from '../../may.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { buurtTexts } from '../../texts/buurt.ts';
import { count, date, today } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { recordsTexts } from '../../texts/vastleggen.ts';
import { addressOfView, linkTo } from '../../url.ts';
import type { View } from '../../view.ts';
import { chosenValue, followed } from '../chosen.ts';
import { icon } from '../icons.ts';
import { failure } from '../status.ts';
import { ages } from './ages.ts';
import { beyond, how } from './below.ts';

export const buurt: View = { page };

function page(state: State, send: Send): TemplateResult | null {
  const study = valueOf(state.study);
  if (study === null) return null;
  const remote = state.portrait;
  const portrait = valueOf(remote);
  return html`
    ${above(state, study, send)}
    ${portrait === null ? html`<h1 class="vh">${textsIn(state.language).brand.viewNames.buurt}</h1>` : nothing}
    ${remote.kind === 'failed' ? html`<div class="paper">${failure(remote.failure, textsIn(state.language), send)}</div>`
      : portrait === null ? html`<div class="paper"><p class="waiting">${textsIn(state.language).states.calculating}</p></div>`
        : html`${paper(state, study, portrait, send)}${know(state, portrait.code, send)}`}`;
}

/** What people know or wish of the area, to be recorded; not on paper. */
function know(state: State, area: string, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const kinds = ['wens', 'ambitie', 'visie'] as const;
  const link = (kind: string, words: string): TemplateResult => html`<a class="utrecht-link utrecht-link--html-a" href=${addressOfView({ ...state, record: kind, area }, 'vastleggen')}
    @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'record-kind-chosen', record: kind, area }))}>${words}</a>`;
  if (!mayEnter(state)) return html`<p class="know crumb">${link('wens', texts.toRead)}</p>`;
  return html`<p class="know crumb"><b>${texts.fromArea}</b> ${kinds.map((kind) => link(kind, texts.kindsHere[kind]))}</p>`;
}

/** What is there to do with the page; not on paper. */
function above(state: State, study: Study, send: Send): TemplateResult {
  const texts = buurtTexts(state.language);
  return html`<div class="crumb">
    ${chooser(state, study, send)}
    <div class="acts">
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'print-asked' })}>${icon('print')}${texts.print}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'copy-asked', text: linkTo(state) })}>${icon('link')}${texts.copy}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'sheet-asked' })}>${icon('picture')}${texts.picture}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'paper-map-asked' })}>${icon('print')}${texts.paperMap}</button>
    </div>
    <p class="copied small" role="status">${copiedWords(state)}</p>
  </div>`;
}

function copiedWords(state: State): string {
  const { copy } = textsIn(state.language);
  if (state.copied === null) return '';
  return state.copied.succeeded ? copy.done : `${copy.failed} ${state.copied.text}`;
}

function chooser(state: State, study: Study, send: Send): TemplateResult {
  const texts = buurtTexts(state.language);
  const chosen = portrayedArea(state);
  const option = (area: Area): TemplateResult => html`<option value=${area.code} .selected=${area.code === chosen}>${area.name}</option>`;
  const byName = (a: Area, b: Area): number => a.name.localeCompare(b.name, state.language);
  const districts = study.areas.filter(({ level }) => level === 'wijk').sort(byName);
  const within = (district: string | null): Area[] => study.areas.filter((area) => area.level === 'buurt' && area.district === district).sort(byName);
  return html`<label class="choose"><span class="vh">${texts.choose}</span>
    <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'area-chosen', code: chosenValue(event) })}>
      ${study.areas.filter(({ level }) => level === 'gemeente').map((area) => html`<option value=${area.code} .selected=${area.code === chosen}>${texts.whole}</option>`)}
      ${within(null).map(option)}
      ${districts.map((district) => html`<optgroup label=${district.name}>${option(district)}${within(district.name).map(option)}</optgroup>`)}
    </select></label>`;
}

function paper(state: State, study: Study, portrait: Portrait, send: Send): TemplateResult {
  const isStale = state.portrait.kind === 'asked';
  const texts = buurtTexts(state.language);
  return html`<article class="paper ${isStale ? 'stale' : ''}" aria-busy=${isStale ? 'true' : 'false'} aria-labelledby="area-title">
    <header class="head">
      <div>
        <p class="small">${about(state, portrait)}</p>
        <h1 id="area-title">${portrait.name}</h1>
        <p class="lead">${portrait.sentence}</p>
      </div>
      ${map(state, portrait, send)}
    </header>
    <section aria-labelledby="strengths">
      <h2 id="strengths">${texts.strengths}</h2>
      <ul class="good">${portrait.strengths.map(({ title, sentence, recorded }) => html`<li><b>${title}</b>
        ${sentence} ${recorded === null ? nothing : texts.recorded(date(recorded, textsIn(state.language)))}</li>`)}</ul>
      <p class="present small">${portrait.present.length === 0 ? texts.presentNone : texts.present(inWords(portrait, state))}</p>
    </section>
    ${ages(state, study, portrait)}
    <div class="split">${beyond(state, portrait)}${how(state, study, portrait)}</div>
    <footer class="paper-foot small"><span>${texts.made(study.name, today(textsIn(state.language)))}</span>
      <span>${location.origin}${addressOfView(state, 'buurt')}</span></footer>
  </article>`;
}

function about(state: State, portrait: Portrait): string {
  const texts = buurtTexts(state.language);
  const level = portrait.district === null ? texts.level[portrait.level] : texts.levelIn[portrait.level](portrait.district);
  const children = portrait.children === null ? '' : texts.children(count(portrait.children, textsIn(state.language)));
  return `${level} ${children}`;
}

function inWords(portrait: Portrait, state: State): string {
  return new Intl.ListFormat(state.language, { type: 'conjunction' }).format(portrait.present.map(({ words }) => words));
}

function map(state: State, portrait: Portrait, send: Send): TemplateResult {
  const texts = buurtTexts(state.language);
  const picture = state.picture.kind !== 'none' && state.picture.request === portrait.code ? state.picture : null;
  return html`<figure class="mini">
    ${picture?.kind === 'known' ? html`<img src=${picture.value} alt=${texts.map(portrait.name)}>`
      : html`<div class="mini-wait">${picture?.kind === 'failed' ? texts.mapFailed : nothing}</div>`}
    <figcaption class="small">${texts.mapKey}
      <a class="utrecht-link utrecht-link--html-a screen" href=${addressOfView(state, 'kaart')}
        @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'view-chosen', view: 'kaart' }))}>${texts.onMap}</a></figcaption>
  </figure>`;
}
