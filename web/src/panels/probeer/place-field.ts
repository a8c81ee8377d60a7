// A place without the map: by the name of a street, neighbourhood or facility, or by two numbers; and a way to point.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { FoundPlace } from '../../api/types.ts';
import { neighbourhoods } from '../../lookup.ts';
import { withDraft, type ChosenPlace, type Desk, type FieldName, type PlaceName } from '../../plan/desk.ts';
import { isPair, placed } from '../../plan/draft.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { chosenValue } from '../chosen.ts';
import { problemLine } from './problem-line.ts';
import { refusalAt } from './refusal.ts';

export function placeField(state: State, desk: Desk, name: PlaceName, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { draft } = desk;
  const field: FieldName = `zoek-${name}`;
  const typed = draft.fields[field] ?? '';
  const set = (next: Desk): void => send({ kind: 'desk-set', desk: next });
  const choose = (place: ChosenPlace): void => set(placed(withDraft(desk, { fields: { ...draft.fields, [field]: '' } }), name, place));
  const seek = (): void => send({ kind: 'plan-place-sought', place: name, typed: typed.trim() });
  const words = draft.missing === name ? texts.missing[name] : refusalAt(state, name);
  return html`<fieldset class="place"><legend>${texts.places[name]}</legend>
    <p class="small" id="now-${name}">${placeWords(state, name === 'bocht' ? draft.bends.at(-1) : draft.places[name])}</p>
    <div class="seek">
      <input class="utrecht-textbox utrecht-textbox--html-input" type="text" autocomplete="off" spellcheck="false" aria-label="${texts.places[name]}: ${texts.placeHow}" placeholder=${texts.placeHow}
        aria-invalid=${words === null ? nothing : 'true'} aria-describedby=${words === null ? `now-${name}` : `missing-${name}`} .value=${typed}
        @input=${(event: Event) => set(withDraft(desk, { fields: { ...draft.fields, [field]: chosenValue(event) } }))}
        @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') { event.preventDefault(); seek(); } }}>
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${seek}>${texts.seek}</button>
    </div>
    ${found(state, { name, typed }, choose)}
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" aria-pressed=${draft.picking === name ? 'true' : 'false'} @click=${() => point(desk, name, set)}>${texts.point}</button>
    ${problemLine(`missing-${name}`, words)}
  </fieldset>`;
}

/** The keyboard goes to the map along with the wish to point there. */
function point(desk: Desk, name: PlaceName, set: (desk: Desk) => void): void {
  set(withDraft(desk, { picking: name }));
  document.querySelector<HTMLElement>('.maplibregl-canvas')?.focus();
}

function placeWords(state: State, place: ChosenPlace | undefined): string {
  const texts = probeerTexts(state.language);
  if (place === undefined) return texts.placeAt('–');
  const degrees = new Intl.NumberFormat(textsIn(state.language).locale, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const [longitude, latitude] = place.at;
  const numbers = `${degrees.format(latitude)} ${degrees.format(longitude)}`;
  return texts.placeAt(place.name === '' || isPair(place.name) ? numbers : `${place.name} (${numbers})`);
}

/** Of what stands in the field now: what was sought before, or with another tool, is no answer to it. */
function found(state: State, { name, typed }: { readonly name: PlaceName; readonly typed: string }, choose: (place: ChosenPlace) => void): TemplateResult | typeof nothing {
  const { planPlaces } = state;
  const texts = probeerTexts(state.language);
  if (planPlaces.kind === 'none' || planPlaces.request.place !== name || planPlaces.request.typed !== typed.trim()) return nothing;
  if (planPlaces.kind === 'failed') return html`<p class="problem" role="alert">${texts.unreachable}</p>`;
  const places = valueOf(planPlaces);
  if (places === null) return nothing;
  const all = [...areasCalled(state, planPlaces.request.typed), ...places];
  if (all.length === 0) return html`<p class="problem" role="status">${texts.noPlace}</p>`;
  const sorts = textsIn(state.language).search.sorts;
  return html`<ul class="hits" aria-label=${texts.places[name]}>${all.slice(0, 8).map((place) => html`<li>
    <button type="button" class="hit" @click=${() => choose({ at: place.middle, name: place.name })}>${place.name}
      <small>${place.sort === null ? textsIn(state.language).area.level.buurt : [sorts[place.sort], place.neighbourhood].filter((each) => each !== null).join(', ')}</small></button></li>`)}</ul>`;
}

type Found = Omit<FoundPlace, 'sort'> & { readonly sort: FoundPlace['sort'] | null };

function areasCalled(state: State, typed: string): Found[] {
  const study = valueOf(state.study);
  if (study === null) return [];
  const wanted = typed.toLowerCase();
  return neighbourhoods(study, state.language).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 3)
    .map(({ name, middle, district }) => ({ sort: null, name, neighbourhood: district, middle }));
}
