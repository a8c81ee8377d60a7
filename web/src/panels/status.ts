// What is said when there is no answer (yet): plain sentences, and a way on.
import { html, type TemplateResult } from 'lit-html';
import type { Failure, Progress } from '../api/types.ts';
import { unreachable } from '../remote.ts';
import type { Notice, Send, State } from '../state.ts';
import { textsIn, type Texts } from '../texts/texts.ts';

/** The panel before the study is known. */
export function starting(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  if (state.study.kind === 'failed') return failure(state.study.failure, texts, send);
  return state.progress === null
    ? html`<p class="waiting">${texts.states.loading}</p>`
    : progress(state.progress, texts);
}

export function failure(why: Failure, texts: Texts, send: Send): TemplateResult {
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert">
    <p>${reason(why, texts)}</p>
    ${'detail' in why && why.detail !== '' ? html`<p class="small">${why.detail}</p>` : null}
    ${why.kind === 'refused' && why.status === 401 ? html`<a class="utrecht-button utrecht-button--secondary-action" href=${loginAddress()}>${texts.login.begin}</a>`
      : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'retried' })}>${texts.states.retry}</button>`}
  </div>`;
}

/** Where a login begins that comes back to what is on the screen. */
export function loginAddress(): string {
  return `/inloggen?${new URLSearchParams({ terug: `${location.pathname}${location.search}` })}`;
}

export function notice(what: Notice, texts: Texts): TemplateResult {
  return html`<p class="utrecht-alert utrecht-alert--warning" role="status">${noticeWords(what, texts)}</p>`;
}

function noticeWords(what: Notice, texts: Texts): string {
  switch (what.kind) {
    case 'unknown-kind': return texts.states.unknownKind(what.code);
    case 'unknown-area': return texts.states.unknownArea(what.code);
    case 'plan-gone': return texts.states.planGone;
    case 'outdated-link': return texts.states.outdatedLink(what.names.map((name) => texts.linkParts[name] ?? name).join(', '));
    default: return unreachable(what);
  }
}

function progress({ step, share }: Progress, texts: Texts): TemplateResult {
  return html`<div class="starting">
    <p>${texts.states.starting}</p>
    <progress max="1" value=${share ?? 0} aria-label=${texts.states.starting}></progress>
    ${step === null ? null : html`<p class="small">${texts.states.step(step)}</p>`}
  </div>`;
}

function reason(why: Failure, texts: Texts): string {
  switch (why.kind) {
    case 'unreachable': return texts.states.unreachable;
    case 'starting': return texts.states.starting;
    case 'unreadable': return texts.states.unreadable;
    case 'refused': return why.status === 401 ? texts.login.needed : texts.states.refused(why.title);
    default: return unreachable(why);
  }
}
