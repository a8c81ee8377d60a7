// The places of an answer as a table, with whether each may be in the plan; a whole district can be left out at once.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { NamedPlace } from '../../api/site-types.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { chosenValue, isTicked } from '../chosen.ts';
import { openSheet } from './sheet-frame.ts';

const roles = ['may', 'must', 'mustNot'] satisfies (keyof BouwenTexts)[];

/** A place, with what stands below its name and in the last column. */
export interface PlaceRow extends NamedPlace {
  readonly below: unknown;
  readonly figure: string;
}

export interface PlaceTable {
  readonly title: string;
  readonly figures: string;
  readonly rows: readonly PlaceRow[];
  /** Whether these are all places that a plan may have: only then a whole district can be left out. */
  readonly isComplete: boolean;
}

export function everyPlace(state: State, { title, figures, rows, isComplete }: PlaceTable, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<section><h3>${title}</h3>${isComplete ? districts(state, rows, send) : nothing}<div class="scroll-x" tabindex="0" role="region" aria-label=${title}>
    <table class="plain places"><thead><tr><th scope="col">${texts.place}</th><th scope="col">${texts.conditions}</th><th scope="col" class="number">${figures}</th></tr></thead>
      <tbody>${rows.map((row) => placeRow(state, row, send))}</tbody></table></div></section>`;
}

/** The server knows places; a district that is left out is all its places. */
function districts(state: State, rows: readonly PlaceRow[], send: Send): TemplateResult {
  const names = [...new Set(rows.map(({ district }) => district))].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, state.language));
  const { required, forbidden } = state.site;
  const inside = (district: string): string[] => rows.filter((each) => each.district === district).map(({ id }) => id);
  const leave = (district: string, out: boolean): void => {
    const ids = inside(district);
    const others = forbidden.filter((id) => !ids.includes(id));
    send({ kind: 'site-set', settings: { ...state.site, required: required.filter((id) => !ids.includes(id)), forbidden: out ? [...others, ...ids] : others } });
  };
  return html`<fieldset class="districts"><legend>${bouwenTexts(state.language).districts}</legend>${names.map((name) => html`<label class="switch"><input type="checkbox"
    .checked=${inside(name).every((id) => forbidden.includes(id))} @change=${(event: Event) => leave(name, isTicked(event))}> ${name}</label>`)}</fieldset>`;
}

function placeRow(state: State, { id, name, below, figure }: PlaceRow, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const role = state.site.required.includes(id) ? 'must' : state.site.forbidden.includes(id) ? 'mustNot' : 'may';
  return html`<tr><th scope="row"><button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => openSheet(state, id, send)}>${name}</button>
      <small>${below}</small></th>
    <td><select class="utrecht-select utrecht-select--html-select small-select" aria-label="${texts.conditions}: ${name}" @change=${(event: Event) => setRole(state, id, chosenValue(event), send)}>
      ${roles.map((each) => html`<option value=${each} .selected=${each === role}>${texts[each]}</option>`)}</select></td>
    <td class="number">${figure}</td></tr>`;
}

function setRole(state: State, id: string, role: string, send: Send): void {
  const without = (ids: readonly string[]): string[] => ids.filter((each) => each !== id);
  const { required, forbidden } = state.site;
  send({
    kind: 'site-set',
    settings: {
      ...state.site,
      required: role === 'must' ? [...without(required), id] : without(required),
      forbidden: role === 'mustNot' ? [...without(forbidden), id] : without(forbidden),
    },
  });
}
