// What the page knows, and how each message changes it. Pure: no request, no clock, no document.
// A `Remote` that is `asked` is a standing request; effects.ts fetches what has newly become so.
import type { Answer, Explanation, Failure, LonLat, Progress, Study } from './api/types.ts';
import { asked, askedAgain, isOutstanding, unreachable, valueOf, type Remote } from './remote.ts';

export type Language = 'nl' | 'en';
export type LayerName = 'gebieden' | 'voorzieningen' | 'andere' | 'witte_vlekken' | 'dekking';
export type DialogName = 'tabel' | 'methode' | 'toetsen' | 'legenda';
export type SheetHeight = 'peek' | 'half' | 'full';
export type ViewRequest = 'in' | 'out' | 'whole';
export type TableColumn = 'name' | 'district' | 'persons' | 'covered' | 'share' | 'median' | 'ninetieth' | 'class' | 'estimated';

/** In the order of the layer choice. */
export const layerNames: readonly LayerName[] = ['gebieden', 'voorzieningen', 'andere', 'witte_vlekken', 'dekking'];
export const usualLayers: readonly LayerName[] = ['gebieden', 'voorzieningen', 'witte_vlekken'];

export interface Camera {
  readonly middle: LonLat;
  readonly zoom: number;
}

/** All that an address of this page can say. */
export interface Link {
  readonly language: Language;
  readonly kind: string | null;
  readonly age: string | null;
  readonly area: string | null;
  readonly layers: readonly LayerName[];
  readonly camera: Camera | null;
  readonly dialog: DialogName | null;
  readonly shortcuts: boolean;
}

export interface Question {
  readonly kind: string;
  readonly age: string;
  readonly language: Language;
}
export interface AreaQuestion extends Question {
  readonly area: string;
}

/** Where something is on the map, in pixels, with the size of the map. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What the pointer or the keyboard is on. */
export type Pointed =
  | { readonly kind: 'area'; readonly code: string; readonly place: Place; readonly by: 'mouse' | 'keyboard' }
  | { readonly kind: 'facility'; readonly name: string; readonly kinds: string; readonly place: Place };

export type Notice =
  | { readonly kind: 'unknown-kind'; readonly code: string }
  | { readonly kind: 'unknown-area'; readonly code: string };

export interface State extends Link {
  readonly study: Remote<Language, Study>;
  readonly progress: Progress | null;
  readonly answer: Remote<Question, Answer>;
  readonly areaExplanation: Remote<AreaQuestion, Explanation>;
  readonly pointed: Pointed | null;
  readonly notice: Notice | null;
  readonly search: { readonly typed: string; readonly highlighted: number };
  readonly tableOrder: { readonly column: TableColumn; readonly descending: boolean };
  readonly sheet: SheetHeight;
  readonly mapFailed: boolean;
}

export type Message =
  | { readonly kind: 'opened' }
  | { readonly kind: 'link-opened'; readonly link: Link }
  | { readonly kind: 'retried' }
  | { readonly kind: 'server-starting'; readonly progress: Progress }
  | { readonly kind: 'study-arrived'; readonly request: Language; readonly study: Study }
  | { readonly kind: 'study-failed'; readonly request: Language; readonly failure: Failure }
  | { readonly kind: 'answer-arrived'; readonly request: Question; readonly answer: Answer }
  | { readonly kind: 'answer-failed'; readonly request: Question; readonly failure: Failure }
  | { readonly kind: 'explanation-arrived'; readonly request: AreaQuestion; readonly explanation: Explanation }
  | { readonly kind: 'explanation-failed'; readonly request: AreaQuestion; readonly failure: Failure }
  | { readonly kind: 'kind-chosen'; readonly code: string }
  | { readonly kind: 'age-chosen'; readonly code: string }
  | { readonly kind: 'area-chosen'; readonly code: string | null }
  | { readonly kind: 'pointed'; readonly pointed: Pointed | null }
  | { readonly kind: 'layer-switched'; readonly layer: LayerName; readonly on: boolean }
  | { readonly kind: 'camera-moved'; readonly camera: Camera }
  | { readonly kind: 'view-asked'; readonly view: ViewRequest }
  | { readonly kind: 'dialog-opened'; readonly dialog: DialogName }
  | { readonly kind: 'dialog-closed' }
  | { readonly kind: 'table-sorted'; readonly column: TableColumn }
  | { readonly kind: 'search-typed'; readonly typed: string }
  | { readonly kind: 'search-highlighted'; readonly index: number }
  | { readonly kind: 'language-chosen'; readonly language: Language }
  | { readonly kind: 'shortcuts-switched'; readonly on: boolean }
  | { readonly kind: 'sheet-sized'; readonly sheet: SheetHeight }
  | { readonly kind: 'map-failed' };

export type Send = (message: Message) => void;

export function stateAt(link: Link): State {
  return {
    ...link,
    study: { kind: 'none' },
    progress: null,
    answer: { kind: 'none' },
    areaExplanation: { kind: 'none' },
    pointed: null,
    notice: null,
    search: { typed: '', highlighted: 0 },
    tableOrder: { column: 'name', descending: false },
    sheet: 'half',
    mapFailed: false,
  };
}

export function update(state: State, message: Message): State {
  switch (message.kind) {
    case 'opened':
      return { ...state, study: asked(state.language, null) };
    case 'link-opened':
      return reAsked(state, settled({ ...state, ...message.link, notice: null }));
    case 'retried':
      return retried(state);
    case 'server-starting':
      return { ...state, progress: message.progress };
    case 'study-arrived':
      return studyArrived(state, message.request, message.study);
    case 'study-failed':
      if (!isOutstanding(state.study, message.request)) return state;
      return { ...state, progress: null, study: { kind: 'failed', request: message.request, failure: message.failure } };
    case 'answer-arrived':
      if (!isOutstanding(state.answer, message.request)) return state;
      return { ...state, answer: { kind: 'known', request: message.request, value: message.answer } };
    case 'answer-failed':
      if (!isOutstanding(state.answer, message.request)) return state;
      return { ...state, answer: { kind: 'failed', request: message.request, failure: message.failure } };
    case 'explanation-arrived':
      return withExplanation(state, { kind: 'known', request: message.request, value: message.explanation });
    case 'explanation-failed':
      return withExplanation(state, { kind: 'failed', request: message.request, failure: message.failure });
    case 'kind-chosen':
      return reAsked(state, settled({ ...state, kind: message.code, notice: null }));
    case 'age-chosen':
      return reAsked(state, settled({ ...state, age: message.code, notice: null }));
    case 'area-chosen':
      return areaChosen(state, message.code);
    case 'pointed':
      return { ...state, pointed: message.pointed };
    case 'layer-switched':
      return { ...state, layers: layerNames.filter((name) => (name === message.layer ? message.on : state.layers.includes(name))) };
    case 'camera-moved':
      return { ...state, camera: message.camera };
    case 'view-asked':
      return state;
    case 'dialog-opened':
      return { ...state, dialog: message.dialog };
    case 'dialog-closed':
      return { ...state, dialog: null };
    case 'table-sorted':
      return { ...state, tableOrder: nextOrder(state.tableOrder, message.column) };
    case 'search-typed':
      return { ...state, search: { typed: message.typed, highlighted: 0 } };
    case 'search-highlighted':
      return { ...state, search: { ...state.search, highlighted: message.index } };
    case 'language-chosen':
      if (message.language === state.language) return state;
      return { ...state, language: message.language, study: asked(message.language, valueOf(state.study)) };
    case 'shortcuts-switched':
      return { ...state, shortcuts: message.on };
    case 'sheet-sized':
      return { ...state, sheet: message.sheet };
    case 'map-failed':
      return { ...state, mapFailed: true };
    default:
      return unreachable(message);
  }
}

/** The question the page stands at, once the study is known. */
export function questionOf(state: State): Question | null {
  const known = valueOf(state.study)?.kinds.some((kind) => kind.code === state.kind);
  if (!known || state.kind === null || state.age === null) return null;
  return { kind: state.kind, age: state.age, language: state.language };
}

function studyArrived(state: State, request: Language, study: Study): State {
  if (!isOutstanding(state.study, request)) return state;
  const known: State = { ...state, progress: null, study: { kind: 'known', request, value: study } };
  return reAsked(state, settled(known));
}

/** Replaces what the study does not know by something it does, and says so. */
function settled(state: State): State {
  const study = valueOf(state.study);
  if (study === null) return state;
  const kind = study.kinds.find((each) => each.code === state.kind) ?? study.kinds.find((each) => each.code === 'PO') ?? study.kinds[0];
  if (kind === undefined) return state;
  const age = state.age !== null && kind.ages.includes(state.age) ? state.age : (kind.ages[0] ?? null);
  const unknownKind = state.kind !== null && state.kind !== kind.code;
  const unknownArea = state.area !== null && !study.areas.some((area) => area.code === state.area);
  return {
    ...state,
    kind: kind.code,
    age,
    area: unknownArea ? null : state.area,
    notice: unknownKind ? { kind: 'unknown-kind', code: state.kind ?? '' }
      : unknownArea ? { kind: 'unknown-area', code: state.area ?? '' }
        : state.notice,
  };
}

/** Asks again for all that the change from `before` to `after` made old. */
function reAsked(before: State, after: State): State {
  const question = questionOf(after);
  if (question === null) return after;
  if (after.language !== before.language && after.study.kind === 'known' && after.study.request !== after.language) {
    return { ...after, study: asked(after.language, valueOf(after.study)) };
  }
  if (isAbout(after.answer, question)) return withAreaAsked(after, question);
  const answer = asked(question, valueOf(after.answer));
  return withAreaAsked({ ...after, answer, pointed: null }, question);
}

function withAreaAsked(state: State, question: Question): State {
  if (state.area === null) return { ...state, areaExplanation: { kind: 'none' } };
  const request: AreaQuestion = { ...question, area: state.area };
  const current = state.areaExplanation;
  if (current.kind !== 'none' && isAbout(current, question) && current.request.area === state.area) return state;
  const sameArea = current.kind !== 'none' && current.request.area === state.area;
  return { ...state, areaExplanation: asked(request, sameArea ? valueOf(current) : null) };
}

function withExplanation(state: State, remote: Remote<AreaQuestion, Explanation>): State {
  if (remote.kind === 'none') return state;
  return isOutstanding(state.areaExplanation, remote.request) ? { ...state, areaExplanation: remote } : state;
}

function areaChosen(state: State, code: string | null): State {
  const chosen: State = {
    ...state, area: code, pointed: null, notice: null, search: { typed: '', highlighted: 0 },
    sheet: state.sheet === 'peek' ? 'half' : state.sheet,
  };
  const question = questionOf(chosen);
  return question === null ? chosen : withAreaAsked(chosen, question);
}

function retried(state: State): State {
  return {
    ...state,
    study: askedAgain(state.study),
    answer: askedAgain(state.answer),
    areaExplanation: askedAgain(state.areaExplanation),
  };
}

function isAbout(remote: Remote<Question, unknown>, question: Question): boolean {
  return remote.kind !== 'none' && remote.request.kind === question.kind && remote.request.age === question.age
    && remote.request.language === question.language;
}

function nextOrder(order: State['tableOrder'], column: TableColumn): State['tableOrder'] {
  return order.column === column ? { column, descending: !order.descending } : { column, descending: false };
}
