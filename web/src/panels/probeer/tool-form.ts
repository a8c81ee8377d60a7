// The form of a tool: everything that can be done on the map can be filled in here.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Facility } from '../../api/what-if.ts';
import { emptyDraft, withDraft, type Desk, type Draft, type FieldName } from '../../plan/desk.ts';
import { connections, submitted, tookTool, tools } from '../../plan/draft.ts';
import { namelessFacility } from '../../plan/nameless.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { chosenValue } from '../chosen.ts';
import { icon } from '../icons.ts';
import { placeField } from './place-field.ts';
import { problemLine } from './problem-line.ts';
import { refusalAt } from './refusal.ts';

/** The tools as buttons, on the map and above the form. */
export function toolButtons(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  return html`${tools.map((tool) => html`<button type="button" aria-pressed=${desk.draft.tool === tool ? 'true' : 'false'}
    @click=${() => send({ kind: 'desk-set', desk: tookTool(desk, tool, { soort: state.kind ?? '' }) })}>${icon(`tool-${tool}`)}<span>${texts.tools[tool]}</span></button>`)}`;
}

export function toolForm(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { draft } = desk;
  const buttons = html`<div class="tool-choice ${state.mapFailed ? 'always' : ''}" role="group" aria-label=${texts.toolbar}>${toolButtons(state, desk, send)}</div>`;
  if (draft.tool === null) return html`<section class="tool-form ${state.mapFailed ? '' : 'idle'}">${buttons}</section>`;
  const submit = (event: Event): void => {
    event.preventDefault();
    send({ kind: 'desk-set', desk: submitted(desk, new Date().toISOString().slice(0, 10), namelessFacility(state, draft)) });
  };
  return html`<section class="tool-form" aria-labelledby="tool-title">
    ${buttons}
    <h2 id="tool-title">${texts.forms[draft.tool]}</h2>
    <p class="small">${texts.hints[draft.tool]}</p>
    <form class="form plain-form" novalidate @submit=${submit}>
      ${fieldsOf(state, desk, draft.tool, send)}
      <div class="row"><button class="utrecht-button utrecht-button--primary-action">${draft.editing === null ? texts.submit[draft.tool] : texts.alterDone}</button>
        <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'desk-set', desk: withDraft(desk, emptyDraft) })}>${texts.cancel}</button></div>
    </form>
  </section>`;
}

function fieldsOf(state: State, desk: Desk, tool: NonNullable<Draft['tool']>, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const text = (name: FieldName, hint = ''): TemplateResult => textField(state, desk, name, hint, send);
  switch (tool) {
    case 'plaats':
      return html`${choice(state, desk, 'soort', (valueOf(state.study)?.kinds ?? []).map(({ code, singular }) => [code, singular]), send)}
        ${placeField(state, desk, 'plaats', send)}
        ${text('naam', texts.optional)}<div class="two">${text('capaciteit', texts.optional)}${text('openingstijden', texts.hoursHow)}</div>`;
    case 'verplaats': return html`${facilityField(state, desk, send)}${placeField(state, desk, 'naar', send)}`;
    case 'sluit': return facilityField(state, desk, send);
    case 'brug': {
      const isBridge = [undefined, 'brug', 'fietsbrug'].includes(desk.draft.fields.verbinding);
      return html`${choice(state, desk, 'verbinding', connections.map((each) => [each, texts.connections[each]]), send)}
        ${placeField(state, desk, 'van', send)}${isBridge ? nothing : bends(state, desk, send)}${placeField(state, desk, 'naar', send)}
        ${isBridge ? choice(state, desk, 'drempelvrij', [['', texts.barrierFree['']], ['ja', texts.barrierFree.ja], ['nee', texts.barrierFree.nee]], send) : nothing}`;
    }
    case 'straat': return placeField(state, desk, 'plaats', send);
    case 'woningen':
      return html`${placeField(state, desk, 'plaats', send)}<div class="two">${text('aantal')}${text('jaar')}</div>${text('type', texts.optional)}
        <fieldset class="per-home"><legend>${texts.perHome}</legend><p class="small">${texts.perHomeHow}</p>
          <div class="two">${text('van0')}${text('van4')}${text('van12')}${text('alle')}</div>${text('bron')}</fieldset>`;
    case 'aanpassen':
      return html`${facilityField(state, desk, send)}<div class="two">${text('capaciteit', texts.optional)}${text('openingstijden', texts.hoursHow)}</div>`;
  }
}

/** Where a street bends, one after the other. */
function bends(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { bends: all } = desk.draft;
  return html`${placeField(state, desk, 'bocht', send)}
    <p class="small" role="status">${texts.bends(all.length)}
      ${all.length === 0 ? nothing : html`<button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'desk-set', desk: withDraft(desk, { bends: all.slice(0, -1) }) })}>${texts.lastBend}</button>`}</p>`;
}

function textField(state: State, desk: Desk, name: FieldName, hint: string, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { fields, missing } = desk.draft;
  const words = missing !== name ? refusalAt(state, name)
    : name === 'capaciteit' || name === 'aantal' || name === 'jaar' ? texts.missing[name] : texts.missing.getal;
  const isNumber = !['naam', 'openingstijden', 'type', 'bron'].includes(name);
  return html`<div class="field-block"><label class="field"><span>${texts.fields[name]}</span>
      <input class="utrecht-textbox utrecht-textbox--html-input" autocomplete="off" inputmode=${isNumber ? 'decimal' : 'text'} placeholder=${hint} .value=${fields[name] ?? ''}
        aria-invalid=${words === null ? nothing : 'true'} aria-describedby=${words === null ? nothing : `missing-${name}`}
        @input=${(event: Event) => send({ kind: 'desk-set', desk: withDraft(desk, { fields: { ...fields, [name]: chosenValue(event) } }) })}></label>
    ${problemLine(`missing-${name}`, words)}</div>`;
}

function choice(state: State, desk: Desk, name: FieldName, options: readonly (readonly [string, string])[], send: Send): TemplateResult {
  const { fields } = desk.draft;
  const words = refusalAt(state, name);
  return html`<div class="field-block"><label class="field"><span>${probeerTexts(state.language).fields[name]}</span>
    <select class="utrecht-select utrecht-select--html-select" aria-invalid=${words === null ? nothing : 'true'} aria-describedby=${words === null ? nothing : `missing-${name}`} @change=${(event: Event) => send({ kind: 'desk-set', desk: withDraft(desk, { fields: { ...fields, [name]: chosenValue(event) } }) })}>
      ${options.map(([value, label]) => html`<option value=${value} .selected=${value === (fields[name] ?? options[0]?.[0])}>${label}</option>`)}</select></label>${problemLine(`missing-${name}`, words)}</div>`;
}

function facilityField(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { draft } = desk;
  if (state.facilities.kind === 'failed') return html`<p class="problem" role="alert">${texts.facilitiesFailed} <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'retried' })}>${texts.retry}</button></p>`;
  const groups = grouped(state, desk);
  const words = draft.missing === 'voorziening' ? texts.missing.voorziening : refusalAt(state, 'voorziening');
  return html`<div class="field-block"><label class="field"><span>${texts.facility}</span>
    <select class="utrecht-select utrecht-select--html-select" aria-invalid=${words === null ? nothing : 'true'} aria-describedby=${words === null ? nothing : 'missing-facility'}
      @change=${(event: Event) => send({ kind: 'desk-set', desk: withDraft(desk, { facility: chosenValue(event) || null, missing: null, picking: draft.tool === 'verplaats' ? 'naar' : null }) })}>
      <option value="" .selected=${draft.facility === null}>${texts.chooseFacility}</option>
      ${groups.map(([kind, facilities]) => html`<optgroup label=${kind}>${facilities.map(({ id, name }) => html`<option value=${id} .selected=${id === draft.facility}>${name}</option>`)}</optgroup>`)}
    </select></label>${problemLine('missing-facility', words)}</div>`;
}

type Listed = Pick<Facility, 'id' | 'name' | 'kinds'>;

/** By kind, that of the question first; what the plan opens is there too, what it closes is not. */
function grouped(state: State, desk: Desk): [string, Listed[]][] {
  const { wijzigingen } = desk.present;
  const opened = wijzigingen.flatMap((change): Listed[] => (change.soort === 'voorziening_openen'
    ? [{ id: change.voorziening, name: change.naam, kinds: change.soorten }] : []));
  const editing = wijzigingen.find(({ id }) => id === desk.draft.editing);
  const closed = new Set(wijzigingen.flatMap((change) => (change.soort === 'voorziening_sluiten' && change !== editing ? [change.voorziening] : [])));
  const all = [...opened, ...(valueOf(state.facilities) ?? [])].filter(({ id }) => !closed.has(id));
  const collator = new Intl.Collator(state.language);
  const kinds = (valueOf(state.study)?.kinds ?? []).toSorted((one, other) => Number(other.code === state.kind) - Number(one.code === state.kind));
  return kinds.map(({ code, plural }): [string, Listed[]] => [plural, all.filter(({ kinds: own }) => own[0] === code || (code === state.kind && own.includes(code)))
    .toSorted((one, other) => collator.compare(one.name, other.name))]).filter(([, facilities]) => facilities.length > 0);
}
