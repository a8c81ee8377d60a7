// Plans that the service keeps: the list, versions, branches, withdrawal, and what to do when somebody else was first.
import { html, nothing, type TemplateResult } from 'lit-html';
import { mayEnter } from '../../may.ts';
import type { Desk } from '../../plan/desk.ts';
import { isEmpty, isSamePlan, type Plan } from '../../plan/plan.ts';
import { keepsPlans, typedKey, type ServiceDeed, type ServicePlan, type TypedName, type WholePlan } from '../../plan/service.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { moment } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { actionWords, serviceTexts, type ServiceTexts } from '../../texts/service.ts';
import { textsIn } from '../../texts/texts.ts';
import { chosenValue } from '../chosen.ts';
import { howToWrite } from '../may-not.ts';
import { failure } from '../status.ts';
import { changeTitle } from './change-words.ts';

/** Where the plan on the desk is kept; nothing when the service keeps no plans. */
export function servicePlace(state: State, { present }: Desk): string | null {
  const { service, language } = state;
  const texts = serviceTexts(language);
  if (service.deed?.kind === 'keep') return texts.busy;
  if (service.isReadOnly) return mayEnter(state) ? texts.readOnly : `${texts.readOnly} ${howToWrite(state)}`;
  if (!keepsPlans(service)) return null;
  const kept = valueOf(service.list)?.plans.find(({ id }) => id === present.kept);
  const seen = present.kept === null ? undefined : service.seen[present.kept];
  if (seen === undefined || kept === undefined) return texts.keeps;
  const isSame = kept.version === seen && kept.mark !== null && (isEmpty(present) ? kept.changes === 0 : kept.mark === state.scenario);
  return isSame ? texts.keptAs(seen, moment(kept.when, textsIn(language))) : texts.changedSince(seen);
}

/** Why a version is made, for who comes after. */
export function reasonField(state: State, id: string, send: Send): TemplateResult | typeof nothing {
  // What is typed stays in sight while the service does not answer.
  if (!keepsPlans(state.service) && reasonOf(state, id) === '') return nothing;
  return html`<label class="field"><span>${serviceTexts(state.language).why}</span>${typedInput(state, { id, name: 'waarom' }, send)}</label>`;
}

/** Why the next version of a plan is made, as far as it is typed. */
export function reasonOf({ service }: State, id: string | null): string {
  return id === null ? '' : (service.typed[typedKey(id, 'waarom')] ?? '').trim();
}

/** A field of which every letter is kept in the store, so that what is typed outlives another view and a deed that failed. */
function typedInput(state: State, { id, name, usual = '' }: { readonly id: string; readonly name: TypedName; readonly usual?: string }, send: Send): TemplateResult {
  return html`<input class="utrecht-textbox utrecht-textbox--html-input" name=${name} autocomplete="off" maxlength=${name === 'tak-naam' ? 200 : 1000} ?required=${name === 'tak-naam' || name === 'intrekken-waarom'}
    .value=${state.service.typed[typedKey(id, name)] ?? usual} @input=${(event: Event) => send({ kind: 'service-typed', id, name, text: chosenValue(event) })}>`;
}

/** What the service did not do, and the choice when somebody else was first. */
export function serviceTrouble(state: State, send: Send): TemplateResult | typeof nothing {
  const { conflict, refused } = state.service;
  const texts = serviceTexts(state.language);
  if (conflict !== null) return choice(state, conflict.mine, conflict.theirs, send);
  if (refused === null) return nothing;
  const isKeeping = refused.deed.kind === 'keep' || refused.deed.kind === 'move';
  return html`<section><p class="problem" role="alert">${isKeeping ? texts.notKept : texts.notDone}</p>${failure(refused.failure, textsIn(state.language), () => send({ kind: 'service-asked', deed: anew(state, refused.deed) }))}</section>`;
}

/** The same, of the version that the list has now. */
function anew({ service }: State, deed: ServiceDeed): ServiceDeed {
  if (!('of' in deed)) return deed;
  return { ...deed, of: valueOf(service.list)?.plans.find(({ id }) => id === deed.of.id) ?? deed.of };
}

function choice(state: State, mine: Plan, theirs: WholePlan, send: Send): TemplateResult {
  const texts = serviceTexts(state.language);
  const keep = (deed: ServiceDeed): void => send({ kind: 'service-asked', deed });
  return html`<section class="utrecht-alert utrecht-alert--info conflict" role="alert" aria-labelledby="conflict">
    <h2 id="conflict">${texts.conflict}</h2><p>${texts.conflictHow}</p>
    ${side(state, texts.mine, mine, '')}
    ${side(state, texts.theirs(theirs.version), theirs.plan, [texts.by(theirs.who, moment(theirs.when, textsIn(state.language))), theirs.why].filter(Boolean).join(': '))}
    <div class="row wrap">
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => keep({ kind: 'keep', plan: mine, seen: theirs.version, why: reasonOf(state, mine.kept) })}>${texts.mineNext}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => keep({ kind: 'keep', plan: { ...mine, kept: null }, seen: null, why: reasonOf(state, mine.kept) })}>${texts.mineApart}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => keep({ kind: 'open', of: theirs })}>${texts.takeTheirs}</button></div>
    <p class="small">${texts.takeTheirsHow}</p>
  </section>`;
}

function side(state: State, title: string, plan: Plan, about: string): TemplateResult {
  const texts = serviceTexts(state.language);
  return html`<h3>${title}</h3><p><b>${plan.naam || probeerTexts(state.language).nameless}</b>${about === '' ? nothing : html`<br><small>${about}</small>`}</p>
    ${plan.wijzigingen.length === 0 ? html`<p class="small">${texts.noChanges}</p>` : html`<ol class="small">${plan.wijzigingen.map((change) => html`<li>${changeTitle(state, plan, change)}</li>`)}</ol>`}`;
}

/** The list, for who may keep plans there and for who reads only. */
export function serviceList(state: State, send: Send): TemplateResult | typeof nothing {
  const { list } = state.service;
  const texts = serviceTexts(state.language);
  if (list.kind === 'failed') return html`<h3>${texts.title}</h3>${failure(list.failure, textsIn(state.language), send)}`;
  const told = valueOf(list);
  if (told === null || !told.keeps) return nothing;
  return html`<h3>${texts.title}</h3>
    ${told.plans.length === 0 ? html`<p class="small">${texts.none}</p>` : html`<ul class="kept in-service">${told.plans.map((plan) => item(state, plan, send))}</ul>`}`;
}

function item(state: State, plan: ServicePlan, send: Send): TemplateResult {
  const texts = serviceTexts(state.language);
  const words = textsIn(state.language);
  const name = plan.name || probeerTexts(state.language).nameless;
  const changes = probeerTexts(state.language).changes(plan.changes ?? 0);
  const { open } = state.service;
  const parts = ['versies', ...(keepsPlans(state.service) ? ['tak', 'intrekken'] as const : [])] as const;
  return html`<li>
    <div><button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label=${texts.open(name)} @click=${() => send({ kind: 'service-asked', deed: { kind: 'open', of: plan } })}>${name}</button>
      ${plan.isOfThisBase ? nothing : html`<span class="tag warn">${texts.otherBase}</span>`}
      <small>${texts.line(changes, plan.version, moment(plan.when, words))}</small>
      ${plan.branchOf === null ? nothing : html`<small>${branchWords(state, plan.branchOf)}</small>`}
      <div class="row wrap">${parts.map((part) => html`<button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label=${texts.partsOf[part](name)}
        aria-expanded=${open?.id === plan.id && open.part === part ? 'true' : 'false'}
        @click=${() => send({ kind: 'service-part-opened', open: open?.id === plan.id && open.part === part ? null : { id: plan.id, part } })}>${texts.parts[part]}</button>`)}</div>
      ${open?.id !== plan.id ? nothing : open.part === 'versies' ? versions(state, texts, send) : open.part === 'tak' ? branching(state, plan, name, send) : withdrawing(state, plan, send)}
    </div></li>`;
}

/** Of which plan it is a branch, by the name that it has now; a plan that was withdrawn, or is somebody else's own, has none here. */
function branchWords(state: State, { id, version }: NonNullable<ServicePlan['branchOf']>): string {
  const texts = serviceTexts(state.language);
  const other = valueOf(state.service.list)?.plans.find((plan) => plan.id === id);
  return texts.isBranchOf(other === undefined ? texts.notListed : other.name || probeerTexts(state.language).nameless, version);
}

function versions(state: State, texts: ServiceTexts, send: Send): TemplateResult {
  const { history } = state.service;
  const words = textsIn(state.language);
  if (history.kind === 'failed') return failure(history.failure, words, send);
  const told = valueOf(history);
  if (told === null) return html`<p class="waiting">${words.states.loading}</p>`;
  return html`<ol class="versions">${told.map((one) => html`<li><small>${one.version}. ${actionWords(one.action, texts)}: ${texts.by(one.who, moment(one.when, words))}${one.why === '' ? '' : `. ${one.why}`}</small>
    ${one.mark === null || !one.holds ? nothing : html`<a class="utrecht-link utrecht-link--html-a" href="?weergave=probeer&scenario=${one.mark}">${texts.openVersion(one.version)}</a>`}</li>`)}</ol>`;
}

function branching(state: State, of: ServicePlan, name: string, send: Send): TemplateResult {
  const texts = serviceTexts(state.language);
  const submit = (event: SubmitEvent): void => {
    const said = saidIn(event);
    if (said['tak-naam'] !== '') send({ kind: 'service-asked', deed: { kind: 'branch', of, name: said['tak-naam'] ?? '', why: said['tak-waarom'] ?? '' } });
  };
  return html`<form class="form plain-form" @submit=${submit}>
    <label class="field"><span>${texts.branchName}</span>${typedInput(state, { id: of.id, name: 'tak-naam', usual: texts.branchOf(name) }, send)}</label>
    <label class="field"><span>${texts.why}</span>${typedInput(state, { id: of.id, name: 'tak-waarom' }, send)}</label>
    <button class="utrecht-button utrecht-button--secondary-action">${texts.branch}</button></form>`;
}

function withdrawing(state: State, of: ServicePlan, send: Send): TemplateResult {
  const texts = serviceTexts(state.language);
  const submit = (event: SubmitEvent): void => {
    const why = saidIn(event)['intrekken-waarom'] ?? '';
    if (why !== '') send({ kind: 'service-asked', deed: { kind: 'withdraw', of, why } });
  };
  return html`<form class="form plain-form" @submit=${submit}><p class="small">${texts.withdrawHow}</p>
    <label class="field"><span>${texts.whyWithdraw}</span>${typedInput(state, { id: of.id, name: 'intrekken-waarom' }, send)}</label>
    <div class="row"><button class="utrecht-button utrecht-button--secondary-action">${texts.withdraw}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'service-part-opened', open: null })}>${texts.stop}</button></div></form>`;
}

function saidIn(event: SubmitEvent): Readonly<Record<string, string>> {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLFormElement)) return {};
  return Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));
}

/** Whether a plan of this browser is in the service already. */
export function isInService(state: State, { plan, mark }: { readonly plan: Plan; readonly mark: string | null }): boolean {
  const plans = valueOf(state.service.list)?.plans ?? [];
  return plans.some((kept) => kept.mark !== null && kept.mark === mark) || (state.service.deed?.kind === 'move' && isSamePlan(state.service.deed.plan, plan));
}
