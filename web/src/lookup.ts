// What can be looked up in the state: the chosen kind, the figures of an area, what a search finds.
import type { Answer, Area, AreaFigures, FoundPlace, Kind, Study } from './api/types.ts';
import { valueOf } from './remote.ts';
import type { Language, State } from './state.ts';

export function chosenKind(state: State): Kind | null {
  return valueOf(state.study)?.kinds.find((kind) => kind.code === state.kind) ?? null;
}

/** The name of the chosen age group, such as "kinderen van 4 tot 12 jaar". */
export function chosenGroup(state: State): string {
  return groupName(state, state.age);
}

/** Whom an answer is about: while another one is awaited these are not the ones that are chosen. */
export function groupOf(state: State, answer: Answer): string {
  return groupName(state, answer.age);
}

export function kindOf(state: State, answer: Answer): Kind | null {
  return valueOf(state.study)?.kinds.find((kind) => kind.code === answer.kind) ?? null;
}

function groupName(state: State, code: string | null): string {
  return valueOf(state.study)?.ages.find((age) => age.code === code)?.name ?? '';
}

export function figuresOf(state: State, code: string): AreaFigures | null {
  return valueOf(state.answer)?.areas.find((figures) => figures.code === code) ?? null;
}

/** Neighbourhoods by name: the order of the table, of the key N and of search. */
export function neighbourhoods(study: Study, language: Language): Area[] {
  const collator = new Intl.Collator(language);
  return study.areas
    .filter((area) => area.level === 'buurt')
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.code, b.code));
}

/** Areas whose name holds what was typed, those that begin with it first; at most eight. */
export function searchHits(state: State): Area[] {
  const typed = plain(state.search.typed.trim());
  const study = valueOf(state.study);
  if (typed === '' || study === null) return [];
  const collator = new Intl.Collator(state.language);
  return study.areas
    .filter((area) => plain(area.name).includes(typed))
    .sort((a, b) => Number(plain(b.name).startsWith(typed)) - Number(plain(a.name).startsWith(typed))
      || collator.compare(a.name, b.name))
    .slice(0, 8);
}

/** What the search offers: areas first, then other places with that name; at most ten. */
export type Hit = { readonly kind: 'area'; readonly area: Area } | { readonly kind: 'place'; readonly place: FoundPlace };

export function allHits(state: State): Hit[] {
  const areas = searchHits(state).map((area): Hit => ({ kind: 'area', area }));
  const places = state.search.typed.trim() === '' ? [] : valueOf(state.places) ?? [];
  return [...areas, ...places.map((place): Hit => ({ kind: 'place', place }))].slice(0, 10);
}

/** Lower case without accents, so that "cafe" finds "Café". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}
