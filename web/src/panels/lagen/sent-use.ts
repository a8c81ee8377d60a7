// What a sent layer is used as: its role, and which column holds what.
import { html, nothing, type TemplateResult } from 'lit-html';
import { valueOf } from '../../remote.ts';
import type { RoleName, SentLayer } from '../../sent/sent.ts';
import { tableOf } from '../../sent/table-of.ts';
import type { Send, State } from '../../state.ts';
import { needSubjects } from '../../site-settings.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { filledIn } from './filled-in.ts';
import { systemChoice } from './sent-question.ts';

const roleNames: readonly RoleName[] = ['voorzieningen', 'kandidaten', 'barrieres', 'oversteken', 'woningen', 'indicatoren'];
const bands: readonly string[] = ['alle', '0-4', '4-12', '12-18'];
/** How columns are often called, so that the likely one is proposed. */
const usual: Readonly<Record<string, RegExp>> = {
  name: /^(naam|name|label|omschrijving)$/i,
  id: /^(id|code|kenmerk|identificatie|fid)$/i,
  capacity: /^(plaatsen|capaciteit|capacity)$/i,
  x: /^(x|x_?coord.*|lon|lng|longitude|lengte|lengtegraad)$/i,
  y: /^(y|y_?coord.*|lat|latitude|breedte|breedtegraad)$/i,
  code: /^(.*code|bu_?code|wk_?code)$/i,
};

export function useForm(state: State, layer: SentLayer, send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const role = state.sent.roles[layer.id] ?? likelyRole(layer);
  const choose = (event: Event & { readonly currentTarget: HTMLSelectElement }): void => {
    const chosen = roleNames.find((name) => name === event.currentTarget.value);
    if (chosen !== undefined) send({ kind: 'sent-role-chosen', id: layer.id, role: chosen });
  };
  const use = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    send({ kind: 'sent-asked', deed: { kind: 'use', id: layer.id, role, table: tableOf(role, filledIn(event.currentTarget)) } });
  };
  return html`<form class="fields" @submit=${use}>
    <label class="field"><span>${texts.sent.role}</span><select class="utrecht-select utrecht-select--html-select" @change=${choose}>${roleNames.map((name) => html`<option value=${name} ?selected=${name === role}>${texts.sent.roles[name]}</option>`)}</select></label>
    ${fieldsOf(role, state, layer)}
    ${layer.geometry === null && role !== 'indicatoren' ? html`${column('x', layer, texts, true)}${column('y', layer, texts, true)}${systemChoice(texts)}` : nothing}
    <label class="field"><span>${texts.sent.fields.title}</span><input class="utrecht-textbox utrecht-textbox--html-input" name="title" maxlength="200" autocomplete="off"></label>
    <button class="utrecht-button utrecht-button--primary-action" ?disabled=${state.sent.deed !== null}>${texts.sent.use}</button></form>`;
}

function fieldsOf(role: RoleName, state: State, layer: SentLayer): TemplateResult {
  const texts = lagenTexts(state.language);
  const { fields } = texts.sent;
  switch (role) {
    case 'voorzieningen':
      return html`${choice('kind', fields.kind, (valueOf(state.study)?.kinds ?? []).map(({ code, plural }) => [code, plural]))}
        ${column('name', layer, texts)}${column('id', layer, texts)}${column('capacity', layer, texts)}`;
    case 'kandidaten':
      return html`${column('id', layer, texts, true)}${column('name', layer, texts)}${column('floor_area', layer, texts)}`;
    case 'barrieres':
    case 'oversteken':
      return column('name', layer, texts);
    case 'woningen':
      return html`${bands.map((band) => columns(`band ${band}`, texts.sent.band(band), layer, texts, false))}`;
    case 'indicatoren':
      return html`${choice('level', fields.level, Object.entries(texts.sent.levels))}${column('code', layer, texts, true)}${column('value', layer, texts, true)}
        ${choice('domain', fields.domain, [['', texts.sent.noDomain], ...subjects(state)])}
        ${choice('direction', fields.direction, Object.entries(texts.sent.directions))}
        <label class="field"><span>${fields.indicator_name}</span><input class="utrecht-textbox utrecht-textbox--html-input" name="indicator_name" maxlength="100" autocomplete="off"></label>
        <label class="field"><span>${fields.unit}</span><input class="utrecht-textbox utrecht-textbox--html-input" name="unit" value="%" maxlength="30" autocomplete="off"></label>`;
  }
}

/** The subjects of need that are measured by figures; the distance to facilities is not. */
function subjects(state: State): [string, string][] {
  const names = bouwenTexts(state.language).subjects;
  return needSubjects.slice(0, -1).map((code, index) => [code, names[index] ?? code]);
}

function column(name: keyof LagenTexts['sent']['fields'], layer: SentLayer, texts: LagenTexts, isNeeded = false): TemplateResult {
  return columns(name, texts.sent.fields[name], layer, texts, isNeeded);
}

function columns(name: string, label: string, layer: SentLayer, texts: LagenTexts, isNeeded: boolean): TemplateResult {
  const likely = layer.columns.find((each) => usual[name]?.test(each.name) ?? false)?.name ?? '';
  return html`<label class="field"><span>${label}</span><select class="utrecht-select utrecht-select--html-select" name=${name} ?required=${isNeeded}>
    <option value="">${isNeeded ? '' : texts.sent.noColumn}</option>
    ${layer.columns.map((each) => html`<option value=${each.name} ?selected=${each.name === likely}>${each.name}</option>`)}</select></label>`;
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): TemplateResult {
  return html`<label class="field"><span>${label}</span><select class="utrecht-select utrecht-select--html-select" name=${name}>${options.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></label>`;
}

function likelyRole({ geometry, columns: found }: SentLayer): RoleName {
  if (geometry === 'lijnen') return 'barrieres';
  const hasPlace = geometry !== null || found.some(({ name }) => usual['x']?.test(name) ?? false);
  return hasPlace ? 'voorzieningen' : 'indicatoren';
}
