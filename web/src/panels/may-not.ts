// What is said instead of a form that the service would refuse: what cannot be done, and how it can.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { State } from '../state.ts';
import { mayNotTexts, type MayNotTexts } from '../texts/may-not.ts';
import { textsIn } from '../texts/texts.ts';
import { loginAddress } from './status.ts';

export function mayNot(state: State, what: 'records' | 'layers'): TemplateResult {
  const { who } = state;
  const canBegin = who?.canLogIn === true && !who.loggedIn;
  return html`<div class="utrecht-alert utrecht-alert--info"><p>${mayNotTexts(state.language)[what]} ${howToWrite(state)}</p>
    ${canBegin ? html`<a class="utrecht-button utrecht-button--secondary-action" href=${loginAddress()}>${textsIn(state.language).login.begin}</a>` : nothing}</div>`;
}

/** How somebody who may only read gets to write. */
export function howToWrite({ who, language }: State): string {
  const texts: MayNotTexts = mayNotTexts(language);
  if (who !== null && who.role !== null) return texts.otherRole(who.role);
  return who?.canLogIn === true ? texts.logIn : texts.elsewhere;
}
