// One field of a form, by what the service says may stand in it, with what it refuses told beside it.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RecordField } from '../../records/records.ts';
import { lines } from '../../records/written.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { recordsTexts } from '../../texts/vastleggen.ts';

interface Option {
  readonly value: string;
  readonly words: string;
}

export interface Asked {
  readonly field: RecordField;
  /** It may be left empty, and nothing else says so. */
  readonly isOptional: boolean;
  /** What the service found wrong with it. */
  readonly problem: string | null;
}

export function recordField(state: State, { field, isOptional, problem }: Asked, send: Send): TemplateResult {
  const texts = recordsTexts(state.language);
  const id = `record-${field.name}`;
  const hint = field.content === 'regels' ? texts.eachLine : field.content === 'voorzieningen' ? texts.several : '';
  const said = [problem === null ? null : `${id}-problem`, hint === '' ? null : `${id}-hint`].filter((each) => each !== null).join(' ') || nothing;
  return html`<div class="field-block"><label class="field" for=${id}><span>${field.title} ${!isOptional ? nothing : html`<small>${texts.optional}</small>`}</span></label>
    ${control(state, field, { id, said, isWrong: problem !== null }, send)}
    ${hint === '' ? nothing : html`<small id="${id}-hint">${hint}</small>`}
    ${problem === null ? nothing : html`<p class="problem" id="${id}-problem">${problem}</p>`}</div>`;
}

interface Control {
  readonly id: string;
  readonly said: string | typeof nothing;
  readonly isWrong: boolean;
}

function control(state: State, field: RecordField, { id, said, isWrong }: Control, send: Send): TemplateResult {
  const typed = state.records.filled[field.name] ?? '';
  const fill = (text: string): void => send({ kind: 'record-filled', name: field.name, typed: text });
  const onInput = (event: Event): void => fill(typedIn(event));
  const invalid = isWrong ? 'true' : nothing;
  const options = optionsOf(state, field);
  if (options !== null && field.content === 'voorzieningen') {
    const chosen = lines(typed);
    return html`<select class="utrecht-select utrecht-select--html-select several" id=${id} multiple size="6" aria-describedby=${said} aria-invalid=${invalid} @change=${(event: Event) => fill(severalIn(event))}>
      ${options.map(({ value, words }) => html`<option value=${value} .selected=${chosen.includes(value)}>${words}</option>`)}</select>`;
  }
  if (options !== null) {
    return html`<select class="utrecht-select utrecht-select--html-select" id=${id} aria-describedby=${said} aria-invalid=${invalid} aria-required=${field.required ? 'true' : nothing} @change=${onInput}>
      <option value="" .selected=${typed === ''}>${recordsTexts(state.language).choose}</option>
      ${options.map(({ value, words }) => html`<option value=${value} .selected=${value === typed}>${words}</option>`)}
      ${typed === '' || options.some(({ value }) => value === typed) ? nothing : html`<option value=${typed} selected>${typed}</option>`}</select>`;
  }
  if (field.content === 'tekst' || field.content === 'regels') {
    return html`<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id=${id} rows="4" aria-describedby=${said} aria-invalid=${invalid} aria-required=${field.required ? 'true' : nothing} .value=${typed} @input=${onInput}></textarea>`;
  }
  return html`<input class="utrecht-textbox utrecht-textbox--html-input" id=${id} type=${field.content === 'dag' ? 'date' : 'text'} inputmode=${isNumber(field) ? 'decimal' : nothing} autocomplete="off"
    aria-describedby=${said} aria-invalid=${invalid} aria-required=${field.required ? 'true' : nothing} .value=${typed} @input=${onInput}>`;
}

function isNumber({ content }: RecordField): boolean {
  return ['jaar', 'heel_getal', 'getal'].includes(content);
}

/** What can be chosen; null when it is written freely. */
function optionsOf(state: State, { content, choices }: RecordField): readonly Option[] | null {
  const study = valueOf(state.study);
  const known = valueOf(state.records.choices);
  const areas = (study?.areas ?? []).filter(({ level }) => content === 'gebied' || level === 'buurt');
  switch (content) {
    case 'gebied':
    case 'buurt': return areas.map(({ code, name }) => ({ value: code, words: name })).toSorted((a, b) => a.words.localeCompare(b.words, state.language));
    case 'soort': return (study?.kinds ?? []).map(({ code, singular }) => ({ value: code, words: singular }));
    case 'niveau': return [0, 1, 2, 3, 4].map((level) => ({ value: String(level), words: String(level) }));
    case 'ja_nee':
    case 'keuze': return choices;
    case 'gebouw': return known === null || known.buildings.length === 0 ? null : known.buildings.map(({ id, name }) => ({ value: id, words: name }));
    case 'voorziening':
    case 'voorzieningen': return (known?.facilities ?? []).map(({ id, name }) => ({ value: id, words: name }));
    default: return null;
  }
}

function typedIn(event: Event): string {
  const control = event.currentTarget;
  return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement ? control.value : '';
}

function severalIn(event: Event): string {
  const control = event.currentTarget;
  return control instanceof HTMLSelectElement ? [...control.selectedOptions].map(({ value }) => value).join('\n') : '';
}
