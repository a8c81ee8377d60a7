// What is recorded of a kind, with who, when and why, its history, and its withdrawal.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RecordEntry } from '../../api/types.ts';
import { mayEnter } from '../../may.ts';
import type { RecordForm } from '../../records/records.ts';
import { valueOf } from '../../remote.ts';
import type { Language, Send, State } from '../../state.ts';
import { moment } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { recordsTexts, type RecordsTexts } from '../../texts/vastleggen.ts';
import { failure } from '../status.ts';
import { valueWords } from './value-words.ts';

export function recordList(state: State, form: RecordForm, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const { list } = state.records;
  const told = list.kind !== 'none' && list.request.kind === form.kind ? valueOf(list) : null;
  return html`<section class="box" aria-labelledby="records-title"><h2 id="records-title">${texts.listOf(form.title)}</h2>
    ${ofArea(state, form, send)}
    ${list.kind === 'failed' ? failure(list.failure, textsIn(state.language), send)
      : told === null ? html`<p class="waiting">${textsIn(state.language).states.loading}</p>` : entries(state, form, told, send)}</section>`;
}

/** The language in which the list was told. */
function told({ records, language }: State): Language {
  const { list } = records;
  return list.kind === 'known' ? list.request.language : language;
}

/** The field that says where something is, when the form has one. */
function placeField({ fields }: RecordForm): string | null {
  return fields.find(({ content }) => content === 'gebied' || content === 'buurt')?.name ?? null;
}

function ofArea(state: State, form: RecordForm, send: Send): TemplateResult | typeof nothing {
  const texts = recordsTexts(state.language);
  const name = valueOf(state.study)?.areas.find(({ code }) => code === state.area)?.name;
  if (name === undefined || placeField(form) === null) return nothing;
  return html`<p class="small">${texts.onlyOf(name)} <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'area-chosen', code: null })}>${texts.everywhere}</button></p>`;
}

function entries(state: State, form: RecordForm, all: readonly RecordEntry[], send: Send): TemplateResult {
  const place = placeField(form);
  const shown = all.filter(({ content }) => place === null || state.area === null || content[place] === state.area);
  if (shown.length === 0) return html`<p>${recordsTexts(state.language).none}</p>`;
  return html`<ul class="records">${shown.map((entry) => item(state, form, entry, send))}</ul>`;
}

function item(state: State, form: RecordForm, entry: RecordEntry, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const { open } = state.records;
  const name = summary(state, form, entry);
  const isOpen = (part: 'versies' | 'intrekken'): boolean => open?.id === entry.id && open.part === part;
  const toggle = (part: 'versies' | 'intrekken'): void => send({ kind: 'record-part-opened', open: isOpen(part) ? null : { id: entry.id, part } });
  return html`<li>
    ${values(state, form, entry)}
    <p class="small">${texts.by(entry.who, moment(entry.when, textsIn(state.language)), entry.version)}${entry.why === '' ? '' : `: ${entry.why}`}
      <span class="tag ${entry.inStudy === true ? 'on' : entry.inStudy === false ? 'warn' : ''}">${entry.inStudy === null ? texts.soonInStudy : entry.inStudy ? texts.inStudy : texts.notInStudy}</span>
      ${entry.notInStudy === null ? nothing : html`<span lang=${told(state)}>${entry.notInStudy}</span>`}</p>
    <div class="row wrap">
      ${!mayEnter(state) ? nothing : html`<button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label="${texts.parts.wijzigen}: ${name}" @click=${() => edit(entry, send)}>${texts.parts.wijzigen}</button>`}
      ${parts(state).map((part) => html`<button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-label="${texts.parts[part]}: ${name}" aria-expanded=${isOpen(part) ? 'true' : 'false'} @click=${() => toggle(part)}>${texts.parts[part]}</button>`)}</div>
    ${isOpen('versies') ? history(state, form, texts, send) : isOpen('intrekken') ? withdrawing(state, form, entry, texts, send) : nothing}</li>`;
}

/** Who may only read sees the history. */
function parts(state: State): readonly ('versies' | 'intrekken')[] {
  return mayEnter(state) ? ['versies', 'intrekken'] : ['versies'];
}

/** The form comes into sight with what is changed in it. */
function edit(entry: RecordEntry, send: Send): void {
  send({ kind: 'record-edited', entry });
  const title = document.getElementById('record-title');
  title?.scrollIntoView({ block: 'start' });
  title?.closest('section')?.querySelector<HTMLElement>('select, input, textarea')?.focus();
}

/** What a record is called where there are several. */
function summary(state: State, form: RecordForm, { content }: RecordEntry): string {
  const told = form.fields.filter(({ name }) => content[name] !== undefined).slice(0, 2);
  return told.map((field) => valueWords(state, field, content[field.name])).join(', ');
}

function values(state: State, form: RecordForm, { content }: RecordEntry): TemplateResult {
  return html`<dl class="values">${form.fields.filter(({ name }) => content[name] !== undefined).map((field) => html`<div><dt>${field.title}</dt><dd>${valueWords(state, field, content[field.name])}</dd></div>`)}</dl>`;
}

function history(state: State, form: RecordForm, texts: RecordsTexts, send: Send): TemplateResult {
  const remote = state.records.history;
  const words = textsIn(state.language);
  if (remote.kind === 'failed') return failure(remote.failure, words, send);
  const told = valueOf(remote);
  if (told === null) return html`<p class="waiting">${words.states.loading}</p>`;
  const action = (name: string): string => Object.entries(texts.actions).find(([each]) => each === name)?.[1] ?? name;
  return html`<ol class="versions">${told.map((one) => html`<li><p class="small"><b>${action(one.action)}</b>, ${texts.by(one.who, moment(one.when, words), one.version)}${one.why === '' ? '' : `: ${one.why}`}</p>${one.holds ? values(state, form, one) : nothing}</li>`)}</ol>`;
}

function withdrawing(state: State, form: RecordForm, of: RecordEntry, texts: RecordsTexts, send: Send): TemplateResult {
  const { refused, deed } = state.records;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const why = event.currentTarget instanceof HTMLFormElement ? new FormData(event.currentTarget).get('waarom') : null;
    send({ kind: 'record-asked', deed: { kind: 'withdraw', form, of, why: typeof why === 'string' ? why.trim() : '' } });
  };
  return html`<form class="form plain-form" @submit=${submit}><p class="small">${texts.withdrawHow}</p>
    <label class="field"><span>${texts.whyWithdraw}</span><input class="utrecht-textbox utrecht-textbox--html-input" name="waarom" required autocomplete="off" maxlength="1000"></label>
    ${refused?.deed.kind === 'withdraw' && refused.deed.of.id === of.id ? failure(refused.failure, textsIn(state.language), () => send({ kind: 'record-asked', deed: { kind: 'withdraw', form, of, why: refused.deed.kind === 'withdraw' ? refused.deed.why : '' } })) : nothing}
    <div class="row wrap"><button class="utrecht-button utrecht-button--secondary-action" ?disabled=${deed !== null}>${texts.parts.intrekken}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'record-part-opened', open: null })}>${texts.stop}</button></div></form>`;
}
