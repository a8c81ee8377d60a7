// The bar at the top: brand, study, views, search and language.
import { html, nothing, type TemplateResult } from 'lit-html';
import { draftStart } from '../records/records.ts';
import { valueOf } from '../remote.ts';
import { viewNames, type Language, type Send, type State } from '../state.ts';
import { forgetInTab } from '../tab.ts';
import { textsIn } from '../texts/texts.ts';
import { addressOfView } from '../url.ts';
import { followed } from './chosen.ts';
import { brandMark, icon } from './icons.ts';
import { search } from './search.ts';
import { loginAddress } from './status.ts';

export function bar(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  return html`
    <a class="brand" href="/" aria-label=${texts.brand.home}>${brandMark()}nabij</a>
    ${study === null ? null : html`<span class="study">${study.name}</span>`}
    <nav class="tabs" aria-label=${texts.brand.views}>${viewNames.map((view) => tab(view, state, send))}</nav>
    ${study === null ? html`<span class="find"></span>` : search(state, send)}
    <div class="language" role="group" aria-label=${texts.brand.language}>
      ${languageButton('nl', 'NL', 'Nederlands', state, send)}${languageButton('en', 'EN', 'English', state, send)}
    </div>
    ${login(state)}`;
}

/** Nothing where nobody logs in. */
function login({ who, language }: State): TemplateResult | null {
  if (who === null || !who.canLogIn) return null;
  const texts = textsIn(language).login;
  if (!who.loggedIn) return html`<a class="login" href=${loginAddress()}>${texts.begin}</a>`;
  return html`<span class="login"><button type="button" title=${texts.known(who.name ?? '', who.role ?? '')} @click=${logOut}>${texts.end}</button></span>`;
}

/** What was read or typed as somebody is not left on the screen, nor in the tab. */
function logOut(): void {
  forgetInTab(draftStart);
  const reload = (): void => location.assign('/');
  void fetch('/uitloggen', { method: 'POST', redirect: 'manual' }).then(reload, reload);
}

function tab(view: (typeof viewNames)[number], state: State, send: Send): TemplateResult {
  return html`<a href=${addressOfView(state, view)} aria-current=${state.view === view ? 'page' : nothing}
    @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'view-chosen', view }))}>
    ${icon(view)}<span>${textsIn(state.language).brand.viewNames[view]}</span></a>`;
}

function languageButton(language: Language, short: string, long: string, state: State, send: Send): TemplateResult {
  return html`<button type="button" lang=${language} aria-label="${short}, ${long}"
    aria-pressed=${state.language === language ? 'true' : 'false'}
    @click=${() => send({ kind: 'language-chosen', language })}>${short}</button>`;
}
