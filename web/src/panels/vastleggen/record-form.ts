// The form of a kind of records, as the service describes it, with both sides when somebody else was first.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RecordEntry } from '../../api/types.ts';
import type { RecordField, RecordForm } from '../../records/records.ts';
import { why, written } from '../../records/written.ts';
import type { Send, State } from '../../state.ts';
import { recordsTexts, type RecordsTexts } from '../../texts/vastleggen.ts';
import { textsIn } from '../../texts/texts.ts';
import { failure } from '../status.ts';
import { recordField } from './record-field.ts';
import { valueWords } from './value-words.ts';

export function recordForm(state: State, form: RecordForm, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const { records } = state;
  const { editing } = records;
  const refusal = refusedAt(state, form);
  const title = (name: string): string => form.fields.find((field) => field.name === name)?.title ?? name;
  return html`<section class="box" aria-labelledby="record-title">
    <h2 id="record-title">${editing === null ? texts.newTitle : texts.changeTitle(editing.version)}: ${form.title}</h2>
    <p>${form.about}</p><p class="small">${texts.noNames}</p>
    ${!records.cameBack ? nothing : html`<p class="utrecht-alert utrecht-alert--info" role="status">${texts.cameBack}</p>`}
    ${trouble(state, form, refusal, send)}
    <form class="form plain-form" novalidate @submit=${(event: Event) => { event.preventDefault(); ask(state, form, editing, send); }}>
      ${form.oneOf.length === 0 ? nothing : html`<p class="small">${texts.oneOf(form.oneOf.map(title).join(', '))}</p>`}
      ${[...form.fields, reason(texts, editing !== null)].map((field) => recordField(state, {
        field, isOptional: !field.required && field.name !== why && !form.oneOf.includes(field.name), problem: refusal?.field === field.name ? refusal.words : null,
      }, send))}
      <div class="row wrap"><button class="utrecht-button utrecht-button--primary-action" ?disabled=${records.deed !== null}>${editing === null ? texts.record : texts.change}</button>
        ${editing === null ? nothing : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'record-edited', entry: null })}>${texts.stop}</button>`}
        ${editing !== null || !records.typed ? nothing : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'record-thrown-away' })}>${texts.throwAway}</button>`}</div>
    </form>
    <p role="status">${records.deed !== null ? texts.busy : records.told === null ? '' : records.told.holds ? texts.done(records.told.version) : texts.withdrawn}</p>
  </section>`;
}

/** The reason stands beside the fields that the service describes; what was recorded is not changed without one. */
function reason(texts: RecordsTexts, isChange: boolean): RecordField {
  return { name: why, title: isChange ? texts.whyChange : texts.why, required: isChange, content: 'regel', choices: [], expected: '' };
}

function ask({ records }: State, form: RecordForm, of: { readonly id: string; readonly version: number } | null, send: Send): void {
  send({ kind: 'record-asked', deed: { kind: 'record', form, filled: records.filled, of } });
}

interface Refusal {
  readonly field: string;
  readonly words: string;
}

/** What is refused of this form: at its field when it has one. */
function refusedAt({ records }: State, form: RecordForm): Refusal | null {
  const { refused } = records;
  if (refused === null || refused.deed.kind !== 'record' || refused.deed.form.kind !== form.kind || refused.failure.kind !== 'refused') return null;
  return { field: refused.failure.parameter, words: refused.failure.detail || refused.failure.title };
}

function trouble(state: State, form: RecordForm, refusal: Refusal | null, send: Send): TemplateResult | typeof nothing {
  const texts = recordsTexts(state.language);
  const { conflict, refused } = state.records;
  if (conflict !== null) return choice(state, form, conflict, send);
  if (refused === null || refused.deed.form.kind !== form.kind || refused.deed.kind !== 'record') return nothing;
  const fields = [...form.fields, reason(texts, state.records.editing !== null)];
  const wrong = fields.find(({ name }) => name === refusal?.field);
  if (wrong !== undefined) return html`<p class="problem" role="alert">${texts.notDone} ${wrong.title}: ${refusal?.words}</p>`;
  return html`<p class="problem">${texts.notDone}</p>${failure(refused.failure, textsIn(state.language), () => send({ kind: 'record-asked', deed: refused.deed }))}`;
}

/** Both versions, field by field. */
function choice(state: State, form: RecordForm, theirs: RecordEntry, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const mine = written(form, state.records.filled);
  const isSame = theirs.id === state.records.editing?.id;
  return html`<section class="utrecht-alert utrecht-alert--info conflict" role="alert" aria-labelledby="record-conflict">
    <h3 id="record-conflict">${isSame ? texts.conflict : texts.already}</h3><p>${texts.conflictHow}</p>
    <div class="scroll-x" tabindex="0" role="region" aria-label=${texts.conflict}><table class="plain">
      <thead><tr><th scope="col">${texts.field}</th><th scope="col">${texts.mine}</th><th scope="col">${texts.theirs(theirs.version)}</th></tr></thead>
      <tbody>${form.fields.map((field) => html`<tr><th scope="row">${field.title}</th><td>${valueWords(state, field, mine[field.name])}</td><td>${valueWords(state, field, theirs.content[field.name])}</td></tr>`)}</tbody></table></div>
    <div class="row wrap">
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => ask(state, form, theirs, send)}>${texts.mineNext}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'record-edited', entry: theirs })}>${texts.takeTheirs}</button>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'record-conflict-left' })}>${texts.stay}</button></div>
  </section>`;
}
