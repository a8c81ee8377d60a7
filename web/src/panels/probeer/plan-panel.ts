// The plan: its question, its name, its changes, what can be tried, and where it is kept.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, Study } from '../../api/types.ts';
import { usualBeside } from '../../compare.ts';
import { chosenKind } from '../../lookup.ts';
import { settledNorm } from '../../norm-choice.ts';
import { emptyPlan, isEmpty, isSamePlan, normOfPlan, withNorm } from '../../plan/plan.ts';
import { done, type Desk } from '../../plan/desk.ts';
import { isSameEntry } from '../../plan/storage.ts';
import { keepsPlans } from '../../plan/service.ts';
import { valueOf } from '../../remote.ts';
import { isReady } from '../../site-settings.ts';
import type { Send, State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { serviceTexts } from '../../texts/service.ts';
import { textsIn } from '../../texts/texts.ts';
import { weightGroupNames } from '../../texts/weight-groups.ts';
import { linkTo } from '../../url.ts';
import { chosenValue } from '../chosen.ts';
import { otherNorm } from '../other-norm.ts';
import { ageChoice, kindChoice, normWords } from '../question-fields.ts';
import { icon } from '../icons.ts';
import { failure, notice, starting } from '../status.ts';
import { changeList } from './change-list.ts';
import { compareSettings } from './compare-settings.ts';
import { headline } from './outcome.ts';
import { refusalIn, refusalOf } from './refusal.ts';
import { isInService, reasonField, reasonOf, serviceList, servicePlace, serviceTrouble } from './service-plans.ts';
import { toolForm } from './tool-form.ts';

export function planPanel(state: State, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  if (valueOf(state.study) === null) return starting(state, send);
  const { desk } = state;
  const told = state.notice === null ? nothing : notice(state.notice, words);
  if (desk === null) {
    return html`${told}${state.planOpened.kind === 'failed' ? failure(state.planOpened.failure, words, send) : html`<p class="waiting">${words.states.loading}</p>`}`;
  }
  return html`${told}
    ${state.beside === null ? nothing : compareSettings(state, state.beside, send)}
    ${heading(state, desk, send)}
    ${serviceTrouble(state, send)}
    ${refusedWhole(state, desk, send)}
    ${questionField(state, desk, send)}
    ${state.beside === null ? toolForm(state, desk, send) : nothing}
    ${changeList(state, desk, send)}
    ${keeping(state, desk, send)}
    <button type="button" class="utrecht-button utrecht-button--secondary-action narrow-only" @click=${() => send({ kind: 'part-chosen', part: 'antwoord' })}>${texts.toAnswer}</button>`;
}

function heading(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const plan = desk.present;
  const kept = state.keptPlans.find((entry) => isSamePlan(entry.plan, plan));
  const time = kept === undefined ? null : new Intl.DateTimeFormat(textsIn(state.language).locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(kept.kept));
  const rename = (typed: string): void => {
    const naam = typed.trim();
    if (naam !== plan.naam) send({ kind: 'desk-set', desk: done(desk, { ...plan, naam }) });
  };
  const keep = (event: Event): void => {
    event.preventDefault();
    const input = document.getElementById('plan-name');
    if (!(input instanceof HTMLInputElement)) return;
    rename(input.value);
    // A plan is found again by its name.
    if (input.value.trim() === '') input.focus();
    else send({ kind: 'plan-keep-asked', why: reasonOf(state, plan.kept) });
  };
  return html`<section>
    <form class="plan-name" @submit=${keep}>
      <label class="field"><span>${texts.name}</span>
        <input class="utrecht-textbox utrecht-textbox--html-input" id="plan-name" autocomplete="off" maxlength="200" placeholder=${texts.nameless} .value=${plan.naam}
          @change=${(event: Event) => rename(chosenValue(event))}></label>
      <button class="utrecht-button utrecht-button--secondary-action" ?disabled=${state.service.deed !== null}>${texts.keep}</button>
      ${plan.kept === null ? nothing : reasonField(state, plan.kept, send)}
    </form>
    <p class="small" role="status">${servicePlace(state, desk) ?? (time === null ? texts.keptWhere : texts.keptAt(time))}</p>
    ${ownWeights(state, desk, send)}
    ${isEmpty(plan) ? nothing : html`<div class="row">
      ${state.beside === null ? html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'beside-set', beside: usualBeside })}>${icon('compare')}${texts.compare}</button>` : nothing}
      <button type="button" class="utrecht-button utrecht-button--secondary-action" ?disabled=${state.scenario === null || state.whatIf.kind !== 'known'} @click=${() => send({ kind: 'copy-asked', text: linkTo(state) })}>${icon('link')}${copyWords(state)}</button></div>`}
    ${state.beside === null ? headline(state) : nothing}
  </section>`;
}

/** That the plan weighs questions about where to build otherwise than the weight set, the way there, and back to the set. */
function ownWeights(state: State, desk: Desk, send: Send): TemplateResult | typeof nothing {
  const { gewichten } = desk.present;
  if (gewichten === null) return nothing;
  const texts = probeerTexts(state.language);
  const show = (): void => {
    send({ kind: 'site-set', settings: { ...state.site, withPlan: true } });
    if (isReady(state.site)) send({ kind: 'site-asked' });
    send({ kind: 'view-chosen', view: 'bouwen' });
  };
  return html`<p class="small"><span class="tag warn">${textsIn(state.language).ask.own}</span> ${texts.ownWeights(weightGroupNames(Object.keys(gewichten), state.language))}
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${show}>${texts.showWeights}</button>
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'desk-set', desk: done(desk, { ...desk.present, gewichten: null }) })}>${texts.usualWeights}</button></p>`;
}

function copyWords(state: State): string {
  const { copy } = textsIn(state.language);
  if (state.copied === null || state.copied.text !== linkTo(state)) return probeerTexts(state.language).share;
  return state.copied.succeeded ? copy.done : copy.failed;
}

/** A plan that is refused as a whole, and a way on. */
function refusedWhole(state: State, desk: Desk, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const refusal = refusalOf(state);
  if (refusal === null || (refusal.change !== null && refusal.change < desk.present.wijzigingen.length)) return nothing;
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert"><p>${refusal.words}</p>
    ${refusal.detail === '' ? nothing : html`<details class="small" ?open=${refusal.isOfOtherBase}><summary>${texts.serverSays}</summary>${refusal.detail}</details>`}
    ${refusal.isOfOtherBase
      ? html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'desk-set', desk: done(desk, { ...desk.present, basis: null }) })}>${texts.useNow}</button>`
      : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'retried' })}>${texts.retry}</button>`}</div>`;
}

function questionField(state: State, desk: Desk, send: Send): TemplateResult {
  const study = valueOf(state.study);
  const kind = chosenKind(state);
  const about = study === null || kind === null ? nothing : html`<div class="two">${kindChoice(state, study, send)}${ageChoice(state, study, kind, send)}</div>
    ${normField(state, desk, { study, kind }, send)}`;
  return html`<section class="look"><h2 class="eyebrow">${probeerTexts(state.language).question}</h2>${about}${yearField(state, desk, send)}</section>`;
}

function normField(state: State, desk: Desk, { study, kind }: { readonly study: Study; readonly kind: Kind }, send: Send): TemplateResult {
  const norm = normOfPlan(desk.present, kind.code);
  return html`<p class="small">${normWords(state, kind, norm)}</p>
    ${otherNorm(state, study, kind, { norm, choose: (chosen) => send({ kind: 'desk-set', desk: done(desk, withNorm(desk.present, kind.code, settledNorm(chosen, kind, study))) }) })}`;
}

/** The years through which a plan with homes can be stepped: the study's own, and five, ten and fifteen years on. */
function yearField(state: State, desk: Desk, send: Send): TemplateResult | typeof nothing {
  const plan = desk.present;
  const first = Number(valueOf(state.study)?.date.slice(0, 4));
  if (!Number.isInteger(first) || !plan.wijzigingen.some(({ soort }) => soort === 'woningen')) return nothing;
  const texts = probeerTexts(state.language);
  const years = [...new Set([null, ...[0, 5, 10, 15].map((later) => first + later), plan.jaar])].sort((one, other) => (one ?? 9999) - (other ?? 9999));
  return html`<div class="years"><span id="plan-year" class="small">${texts.year}</span><div class="segments" role="group" aria-labelledby="plan-year">${years.map((year) => html`<button type="button"
    aria-pressed=${plan.jaar === year ? 'true' : 'false'} @click=${() => send({ kind: 'desk-set', desk: done(desk, { ...plan, jaar: year }) })}>${year === null ? texts.allReady : String(year)}</button>`)}</div></div>`;
}

function keeping(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  return html`<section class="keeping">
    <div class="row wrap">
      <button type="button" class="utrecht-button utrecht-button--secondary-action" ?disabled=${isEmpty(desk.present)} @click=${() => send({ kind: 'plan-file-asked' })}>${texts.saveFile}</button>
      <label class="utrecht-button utrecht-button--secondary-action file">${texts.openFile}<input class="vh" type="file" accept="application/json,.json" @change=${(event: Event) => void openFile(event, send)}></label>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'plan-opened', plan: emptyPlan })}>${texts.fresh}</button>
    </div>
    ${state.planFile.kind === 'failed' ? html`<div role="alert"><p class="problem">${state.planFile.failure.kind === 'unreadable'
      ? texts.fileUnreadable : refusalIn(state.planFile.failure, texts).words}</p>${'detail' in state.planFile.failure && state.planFile.failure.detail !== ''
      ? html`<details class="small"><summary>${texts.serverSays}</summary>${state.planFile.failure.detail}</details>` : nothing}</div>` : nothing}
    <p class="small">${texts.shareHow}</p>
    ${forgotten(state, send)}
    ${serviceList(state, send)}
    ${keptList(state, send)}
    ${unsavedList(state, desk, send)}
  </section>`;
}

function keptList(state: State, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const moving = serviceTexts(state.language);
  if (state.keptPlans.length === 0) return nothing;
  return html`<h3>${texts.keptPlans}</h3><ul class="kept">${state.keptPlans.map(({ plan, mark }) => html`<li>
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label=${texts.openPlan(plan.naam)} @click=${() => send({ kind: 'plan-opened', plan })}>${plan.naam}</button>
    ${!keepsPlans(state.service) || isInService(state, { plan, mark }) ? nothing : html`<button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label=${moving.moveOf(plan.naam)} ?disabled=${state.service.deed !== null}
      @click=${() => send({ kind: 'service-asked', deed: { kind: 'move', plan } })}>${moving.move}</button>`}
    <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.forget(plan.naam)} @click=${() => send({ kind: 'plan-forget-asked', name: plan.naam })}>${icon('close')}</button></li>`)}</ul>`;
}

/** What was worked on, here before another plan was opened or in other tabs, and is nowhere else. */
function unsavedList(state: State, desk: Desk, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const known = [{ plan: desk.present, mark: null }, ...state.keptPlans];
  const unsaved = state.unsavedPlans.filter((entry) => !isInService(state, entry) && !known.some((other) => isSameEntry(other, entry)));
  if (unsaved.length === 0) return nothing;
  const time = new Intl.DateTimeFormat(textsIn(state.language).locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return html`<h3>${texts.unsavedPlans}</h3><ul class="kept">${unsaved.map((entry) => {
    const name = texts.unsavedPlan(entry.plan.naam || texts.nameless, time.format(new Date(entry.kept)));
    return html`<li>
      <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label=${texts.openPlan(name)} @click=${() => send({ kind: 'plan-opened', plan: entry.plan })}>${name}</button>
      <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.forget(name)} @click=${() => send({ kind: 'unsaved-forget-asked', entry })}>${icon('close')}</button></li>`;
  })}</ul>`;
}

/** A plan that was removed by mistake is had back. */
function forgotten({ forgottenPlan, language }: State, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(language);
  return forgottenPlan === null ? nothing : html`<p class="utrecht-alert utrecht-alert--info" role="status">${texts.forgotten(forgottenPlan.plan.naam || texts.nameless)}
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'plan-put-back', entry: forgottenPlan })}>${texts.putBack}</button></p>`;
}

/** The same file can be chosen again after it was mended. */
async function openFile(event: Event, send: Send): Promise<void> {
  const input = event.currentTarget;
  if (!(input instanceof HTMLInputElement)) return;
  const file = input.files?.[0];
  if (file === undefined) return;
  send({ kind: 'plan-file-chosen', text: await file.text() });
  input.value = '';
}
