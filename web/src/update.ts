// How each message changes what the page knows. Pure: no request, no clock, no document.
import type { Study } from './api/types.ts';
import { reAsked, settled, siteRequest } from './asking.ts';
import { usualNorm } from './norm-choice.ts';
import { asked, askedAgain, isOutstanding, refused, replied, stopped, unreachable, valueOf } from './remote.ts';
import { usualSettings } from './site-settings.ts';
import { layerNames, type Language, type Link, type Message, type State, type TableColumn } from './state.ts';

export function update(state: State, message: Message): State {
  switch (message.kind) {
    case 'opened':
      return { ...state, study: asked(state.language, null) };
    case 'link-opened':
      return reAsked(state, settled(opened(state, message.link)));
    case 'retried':
      return retried(state);
    case 'server-starting':
      return { ...state, progress: message.progress };
    case 'study-arrived':
      return studyArrived(state, message.request, message.study);
    case 'who-arrived':
      return { ...state, who: message.who };
    case 'study-failed':
      return { ...state, progress: null, study: refused(state.study, message.request, message.failure) };
    case 'answer-arrived':
      return { ...state, answer: replied(state.answer, message.request, message.answer) };
    case 'answer-failed':
      return { ...state, answer: refused(state.answer, message.request, message.failure) };
    case 'explanation-arrived':
      return { ...state, areaExplanation: replied(state.areaExplanation, message.request, message.explanation) };
    case 'explanation-failed':
      return { ...state, areaExplanation: refused(state.areaExplanation, message.request, message.failure) };
    case 'portrait-arrived':
      return { ...state, portrait: replied(state.portrait, message.request, message.portrait) };
    case 'portrait-failed':
      return { ...state, portrait: refused(state.portrait, message.request, message.failure) };
    case 'picture-arrived':
      return { ...state, picture: replied(state.picture, message.request, message.address) };
    case 'picture-failed':
      return { ...state, picture: refused(state.picture, message.request, { kind: 'unreadable', detail: '' }) };
    case 'site-answer-arrived':
      return { ...state, siteAnswer: replied(state.siteAnswer, message.request, message.result) };
    case 'site-answer-failed':
      return { ...state, siteAnswer: refused(state.siteAnswer, message.request, message.failure) };
    case 'collections-arrived':
      return { ...state, collections: replied(state.collections, message.request, message.collections) };
    case 'collections-failed':
      return { ...state, collections: refused(state.collections, message.request, message.failure) };
    case 'check-arrived':
      return { ...state, check: replied(state.check, 'controle', message.check) };
    case 'check-failed':
      return { ...state, check: refused(state.check, 'controle', message.failure) };
    case 'places-arrived':
      return { ...state, places: replied(state.places, message.request, message.places) };
    case 'places-failed':
      return { ...state, places: refused(state.places, message.request, message.failure) };
    case 'place-chosen':
      return reAsked(state, {
        ...state, view: state.view === 'probeer' ? 'probeer' : 'kaart', camera: { middle: message.place.middle, zoom: 16 }, search: { typed: '', highlighted: 0 },
        found: message.place, pointed: null, notice: null,
      });
    case 'place-dismissed':
      return { ...state, found: null };
    case 'view-chosen':
      return reAsked(state, { ...state, view: message.view, dialog: null, pointed: null, notice: null, copied: null });
    case 'view-arrived':
    case 'desk-set':
    case 'plan-opened':
    case 'plan-undone':
    case 'plan-redone':
    case 'plan-arrived':
    case 'plan-failed':
    case 'what-if-arrived':
    case 'what-if-failed':
    case 'years-arrived':
    case 'years-failed':
    case 'steps-arrived':
    case 'steps-failed':
    case 'facilities-arrived':
    case 'facilities-failed':
    case 'plan-place-sought':
    case 'plan-places-arrived':
    case 'plan-places-failed':
    case 'plan-keep-asked':
    case 'plan-forget-asked':
    case 'unsaved-forget-asked':
    case 'plan-put-back':
    case 'kept-plans-read':
    case 'plan-file-asked':
    case 'plan-file-chosen':
    case 'plan-file-arrived':
    case 'plan-file-failed':
    case 'measure-chosen':
    case 'beside-set':
    case 'side-arrived':
    case 'side-failed':
    case 'difference-arrived':
    case 'difference-failed':
    case 'tiles-behind':
    case 'service-arrived':
    case 'service-failed':
    case 'service-asked':
    case 'service-done':
    case 'service-refused':
    case 'service-part-opened':
    case 'service-typed':
    case 'service-conflict-left':
    case 'history-arrived':
    case 'history-failed':
      return state; // plan/plan-update.ts, which comes with its view, follows these.
    case 'record-forms-arrived':
    case 'record-forms-failed':
    case 'records-arrived':
    case 'records-failed':
    case 'records-wanted':
    case 'record-choices-arrived':
    case 'record-choices-failed':
    case 'record-filled':
    case 'record-draft-found':
    case 'record-thrown-away':
    case 'record-copy-chosen':
    case 'record-copy-arrived':
    case 'record-copy-failed':
    case 'record-edited':
    case 'record-asked':
    case 'record-done':
    case 'record-refused':
    case 'record-conflict-left':
    case 'record-part-opened':
    case 'record-history-arrived':
    case 'record-history-failed':
      return state; // records/records-update.ts, which comes with its view, follows these.
    case 'record-kind-chosen':
      return reAsked(state, { ...state, view: 'vastleggen', record: message.record, area: message.area === undefined ? state.area : message.area, dialog: null, pointed: null, notice: null, copied: null });
    case 'sent-arrived':
    case 'sent-failed':
    case 'sent-asked':
    case 'sent-done':
    case 'sent-refused':
    case 'sent-role-chosen':
      return state; // sent/sent-update.ts, which comes with its view, follows these.
    case 'file-system-chosen':
      return { ...state, fileSystem: message.system };
    case 'file-city-chosen':
      return { ...state, fileCity: message.city };
    case 'site-set':
      return { ...state, site: message.settings };
    case 'site-question-chosen':
      return reAsked(state, { ...state, site: { ...usualSettings, question: message.question, withPlan: state.site.withPlan } });
    case 'part-chosen':
      return { ...state, sitePart: message.part };
    case 'site-asked':
      return { ...state, sitePart: 'antwoord', siteAnswer: asked(siteRequest(state), valueOf(state.siteAnswer)) };
    case 'site-progressed':
      return { ...state, siteProgress: { request: message.request, progress: message.progress } };
    case 'site-stopped':
      return { ...state, siteAnswer: stopped(state.siteAnswer) };
    case 'copied':
      return { ...state, copied: { text: message.text, succeeded: message.succeeded } };
    case 'copy-asked':
    case 'print-asked':
    case 'sheet-asked':
    case 'paper-map-asked':
      return state;
    case 'kind-chosen':
      return reAsked(state, settled({ ...state, kind: message.code, norm: usualNorm, notice: null }));
    case 'age-chosen':
      return reAsked(state, settled({ ...state, age: message.code, notice: null }));
    case 'norm-chosen':
      return reAsked(state, settled({ ...state, norm: message.norm, notice: null }));
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
      return { ...state, search: { typed: message.typed, highlighted: 0 }, places: placesFor(state.places, message.typed.trim()) };
    case 'search-highlighted':
      return { ...state, search: { ...state.search, highlighted: message.index } };
    case 'language-chosen':
      if (message.language === state.language) return state;
      return {
        ...state,
        language: message.language,
        study: asked(message.language, valueOf(state.study)),
        check: state.check.kind === 'none' ? state.check : asked('controle', valueOf(state.check)),
      };
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

/** One letter finds too much to be worth a request. */
function placesFor(places: State['places'], typed: string): State['places'] {
  return typed.length < 2 ? { kind: 'none' } : asked(typed, valueOf(places));
}

function opened(state: State, link: Link): State {
  // Another plan than the one on the desk is fetched; an address without a plan leaves the desk as it is.
  const isOther = link.scenario !== null && link.scenario !== state.scenario;
  return { ...state, ...link, found: null, ...(isOther ? { desk: null, planOpened: { kind: 'none' as const } } : {}), notice: link.unread.length > 0 ? { kind: 'outdated-link', names: link.unread } : null };
}

function studyArrived(state: State, request: Language, study: Study): State {
  if (!isOutstanding(state.study, request)) return state;
  return reAsked(state, settled({ ...state, progress: null, study: replied(state.study, request, study) }));
}

function areaChosen(state: State, code: string | null): State {
  return reAsked(state, {
    ...state, view: ['buurt', 'probeer', 'vastleggen'].includes(state.view) ? state.view : 'kaart', area: code, pointed: null, found: null, notice: null, copied: null, search: { typed: '', highlighted: 0 },
    sheet: state.sheet === 'peek' ? 'half' : state.sheet,
  });
}

function retried(state: State): State {
  return {
    ...state,
    study: askedAgain(state.study),
    answer: askedAgain(state.answer),
    areaExplanation: askedAgain(state.areaExplanation),
    portrait: askedAgain(state.portrait),
    siteAnswer: askedAgain(state.siteAnswer),
    collections: askedAgain(state.collections),
    check: askedAgain(state.check),
    whatIf: askedAgain(state.whatIf),
    // These are asked once it is known what the plan means.
    steps: state.steps.kind === 'failed' ? { kind: 'none' } : state.steps,
    years: state.years.kind === 'failed' ? { kind: 'none' } : state.years,
    planOpened: askedAgain(state.planOpened),
    facilities: askedAgain(state.facilities),
    sides: [askedAgain(state.sides[0]), askedAgain(state.sides[1])],
    difference: askedAgain(state.difference),
  };
}

function nextOrder(order: State['tableOrder'], column: TableColumn): State['tableOrder'] {
  return order.column === column ? { column, descending: !order.descending } : { column, descending: false };
}
