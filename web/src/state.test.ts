import { describe, expect, it } from 'vitest';
import type { Answer, AreaFigures, Explanation, Study } from './api/types.ts';
import { allHits, searchHits } from './lookup.ts';
import { usualNorm } from './norm-choice.ts';
import { valueOf } from './remote.ts';
import { questionOf } from './asking-question.ts';
import { stateAt, type Message, type State } from './state.ts';
import { update } from './update.ts';
import { linkFrom } from './url.ts';

const study: Study = {
  name: 'Voorbeeldstad', system: 'EPSG:28992', date: '2026-01-01', version: '0.1.0', bounds: [5, 52, 6, 53], distanceLevelText: 'Straatroute (D3)',
  normSet: { name: 'nabij-voorstel-1', label: 'voorstel' },
  profiles: [{ code: 'lopen', words: 'te voet' }, { code: 'fiets', words: 'met de fiets' }],
  kinds: [kind('BIBLIOTHEEK', ['alle']), kind('PO', ['4-12']), kind('BUURTHUIS', ['4-12', 'alle'])],
  ages: [{ code: '4-12', name: 'kinderen van 4 tot 12 jaar' }, { code: 'alle', name: 'inwoners' }],
  areas: [area('BU1', 'Kersenhof'), area('BU2', 'De Kreek'), area('BU3', 'Café-eiland')],
  sources: [], basemapLayers: [], backgroundMap: null,
};

describe('opening the page', () => {
  it('asks for the study and nothing else', () => {
    const state = after([{ kind: 'opened' }]);
    expect(state.study).toMatchObject({ kind: 'asked', request: 'nl' });
    expect(state.answer.kind).toBe('none');
  });

  it('asks for primary schools when the address names no facility', () => {
    expect(questionOf(ready(''))).toEqual({ kind: 'PO', age: '4-12', language: 'nl', norm: usualNorm });
  });

  it('opens the question and the area of the address', () => {
    const state = ready('?voorziening=BUURTHUIS&leeftijd=alle&gebied=BU2');
    expect(state.answer).toMatchObject({ kind: 'asked', request: { kind: 'BUURTHUIS', age: 'alle' } });
    expect(state.areaExplanation).toMatchObject({ kind: 'asked', request: { area: 'BU2', kind: 'BUURTHUIS' } });
  });

  it('says so when the address names a facility or an area that is not known here', () => {
    expect(ready('?voorziening=MAANBASIS').notice).toEqual({ kind: 'unknown-kind', code: 'MAANBASIS' });
    const state = ready('?gebied=BU9');
    expect(state.notice).toEqual({ kind: 'unknown-area', code: 'BU9' });
    expect(state.area).toBeNull();
  });

  it('names all that is not known of the address in one sentence', () => {
    const state = ready('?voorziening=gebouwd&leeftijd=99&gebied=BU9&profiel=vliegen&lagen=gebieden,xx');
    expect(state.notice).toEqual({ kind: 'outdated-link', names: ['lagen', 'voorziening', 'leeftijd', 'profiel', 'gebied'] });
    expect(state.layers).toEqual(['gebieden']);
    expect(ready('?voorziening=MAANBASIS&norm=0').notice).toEqual({ kind: 'outdated-link', names: ['norm', 'voorziening'] });
    // An age that the facility does not serve is no mistake of the link.
    expect(ready('?voorziening=PO&leeftijd=alle').notice).toBeNull();
  });
});

describe('choosing another norm', () => {
  it('asks by it on the map, and compares plans by the norm set', () => {
    const chosen = update(answered(''), { kind: 'norm-chosen', norm: { profile: 'fiets', minutes: 15 } });
    expect(chosen.answer).toMatchObject({ kind: 'asked', request: { norm: { profile: 'fiets', minutes: 15 } } });
    expect(questionOf({ ...chosen, view: 'probeer' })?.norm).toEqual(usualNorm);
    expect(update(chosen, { kind: 'kind-chosen', code: 'BIBLIOTHEEK' }).norm).toEqual(usualNorm);
  });

  it('is no choice when the norm set says it already, and knows only travellers of the study', () => {
    expect(update(answered(''), { kind: 'norm-chosen', norm: { profile: 'lopen', minutes: 10 } }).norm).toEqual(usualNorm);
    expect(ready('?profiel=fiets&norm=15').norm).toEqual({ profile: 'fiets', minutes: 15 });
    const unknown = ready('?profiel=vliegen&norm=15');
    expect(unknown.norm).toEqual({ profile: null, minutes: 15 });
    expect(unknown.notice).toEqual({ kind: 'outdated-link', names: ['profiel'] });
    expect(ready('?norm=0').notice).toEqual({ kind: 'outdated-link', names: ['norm'] });
  });
});

describe('choosing another facility', () => {
  it('keeps the age group when the facility serves it, else takes the first that it serves', () => {
    expect(questionOf(update(ready(''), { kind: 'kind-chosen', code: 'BUURTHUIS' }))?.age).toBe('4-12');
    expect(questionOf(update(ready(''), { kind: 'kind-chosen', code: 'BIBLIOTHEEK' }))?.age).toBe('alle');
  });

  it('keeps the old answer in sight until the new one comes', () => {
    const state = update(answered(''), { kind: 'kind-chosen', code: 'BIBLIOTHEEK' });
    expect(state.answer.kind).toBe('asked');
    expect(valueOf(state.answer)?.title).toBe('PO');
  });

  it('drops a late reply to the question before', () => {
    const first = ready('');
    const second = update(first, { kind: 'kind-chosen', code: 'BIBLIOTHEEK' });
    if (first.answer.kind !== 'asked') throw new Error('the first question is not asked');
    const late = update(second, { kind: 'answer-arrived', request: first.answer.request, answer: answer('PO') });
    expect(late).toEqual(second);
  });

  it('explains the chosen area anew', () => {
    const state = update(answered('?gebied=BU1'), { kind: 'kind-chosen', code: 'BIBLIOTHEEK' });
    expect(state.areaExplanation).toMatchObject({ kind: 'asked', request: { area: 'BU1', kind: 'BIBLIOTHEEK' } });
  });
});

describe('the answer', () => {
  it('is asked again after a failure when someone retries', () => {
    const asked = ready('');
    if (asked.answer.kind !== 'asked') throw new Error('not asked');
    const failed = update(asked, { kind: 'answer-failed', request: asked.answer.request, failure: { kind: 'unreachable' } });
    expect(failed.answer.kind).toBe('failed');
    expect(update(failed, { kind: 'retried' }).answer).toMatchObject({ kind: 'asked', request: { kind: 'PO' } });
  });
});

describe('choosing an area', () => {
  it('asks for its explanation, and puts the explanation there when it comes', () => {
    const chosen = update(answered(''), { kind: 'area-chosen', code: 'BU1' });
    if (chosen.areaExplanation.kind !== 'asked') throw new Error('not asked');
    const request = chosen.areaExplanation.request;
    const explained = update(chosen, { kind: 'explanation-arrived', request, explanation: explanation('BU1') });
    expect(valueOf(explained.areaExplanation)?.code).toBe('BU1');
    expect(explained.answer).toBe(chosen.answer);
  });

  it('asks nothing when the area is closed', () => {
    expect(update(answered('?gebied=BU1'), { kind: 'area-chosen', code: null }).areaExplanation).toEqual({ kind: 'none' });
  });
});

describe('another language', () => {
  it('asks for the study in that language, and then for the answer', () => {
    const switched = update(answered(''), { kind: 'language-chosen', language: 'en' });
    expect(switched.study).toMatchObject({ kind: 'asked', request: 'en' });
    const arrived = update(switched, { kind: 'study-arrived', request: 'en', study });
    expect(arrived.answer).toMatchObject({ kind: 'asked', request: { language: 'en' } });
  });

  it('also follows the address back to another language', () => {
    const state = update(answered(''), { kind: 'link-opened', link: linkFrom('?taal=en&voorziening=PO&leeftijd=4-12') });
    expect(state.study).toMatchObject({ kind: 'asked', request: 'en' });
  });
});

describe('the views', () => {
  it('ask what they show and nothing else', () => {
    const page = ready('?weergave=buurt&gebied=BU2');
    expect(page.portrait).toMatchObject({ kind: 'asked', request: { area: 'BU2', language: 'nl' } });
    expect([page.answer.kind, page.siteAnswer.kind, page.check.kind]).toEqual(['none', 'none', 'none']);
    const layers = update(page, { kind: 'view-chosen', view: 'lagen' });
    expect([layers.collections.kind, layers.check.kind]).toEqual(['asked', 'asked']);
    expect(update(layers, { kind: 'view-chosen', view: 'kaart' }).answer).toMatchObject({ kind: 'asked', request: { kind: 'PO' } });
  });

  it('an area chosen on its page is that page, and the map of it', () => {
    const other = update(ready('?weergave=buurt&gebied=BU2'), { kind: 'area-chosen', code: 'BU1' });
    expect(other.portrait).toMatchObject({ kind: 'asked', request: { area: 'BU1' } });
    expect(update(other, { kind: 'view-chosen', view: 'kaart' }).areaExplanation).toMatchObject({ request: { area: 'BU1' } });
  });

  it('an outdated address is told by the names of what is not understood', () => {
    expect(ready('?weergave=wereldbol').notice).toEqual({ kind: 'outdated-link', names: ['weergave'] });
  });
});

describe('a question about where to build', () => {
  const set = (state: State, number: number): State => update(state, { kind: 'site-set', settings: { ...state.site, number } });

  it('is asked by itself the first time, and after that only when a person says so', () => {
    const first = ready('?weergave=bouwen');
    expect(first.siteAnswer).toMatchObject({ kind: 'asked', request: { settings: { question: 'buurtschool', number: null } } });
    const changed = set(first, 4);
    expect(changed.siteAnswer).toBe(first.siteAnswer);
    expect(update(changed, { kind: 'site-asked' }).siteAnswer).toMatchObject({ kind: 'asked', request: { settings: { number: 4 } } });
  });

  it('can be stopped, which leaves the settings as they are', () => {
    const state = update(set(ready('?weergave=bouwen'), 4), { kind: 'site-stopped' });
    expect(state.siteAnswer.kind).toBe('stopped');
    expect(state.site.number).toBe(4);
    expect(update(update(state, { kind: 'view-chosen', view: 'lagen' }), { kind: 'view-chosen', view: 'bouwen' }).siteAnswer.kind).toBe('stopped');
  });

  it('waits for the cost that nobody proposes', () => {
    expect(ready('?weergave=bouwen&vraag=dbos').siteAnswer.kind).toBe('none');
    expect(ready('?weergave=bouwen&vraag=dbos&kosten=25000').siteAnswer.kind).toBe('asked');
  });
});

describe('search', () => {
  it('asks the server for other places from the second letter on, and shows them after the areas', () => {
    const typed = (text: string): State => update(ready(''), { kind: 'search-typed', typed: text });
    expect(typed('k').places.kind).toBe('none');
    const state = typed('ke');
    const arrived = update(state, { kind: 'places-arrived', request: 'ke', places: [street] });
    expect(allHits(arrived)).toMatchObject([{ kind: 'area' }, { kind: 'place', place: { name: 'Kerkstraat' } }]);
  });

  it('leads to the map, wherever it was asked', () => {
    expect(update(ready('?weergave=lagen'), { kind: 'place-chosen', place: street })).toMatchObject({ view: 'kaart', camera: { middle: [5.5, 52.5] } });
    expect(update(ready('?weergave=lagen'), { kind: 'area-chosen', code: 'BU1' }).view).toBe('kaart');
    expect(update(ready('?weergave=buurt'), { kind: 'area-chosen', code: 'BU1' }).view).toBe('buurt');
  });

  it('marks what is found until something else is chosen or it is dismissed, and lets go of what was pointed at', () => {
    const pointed = update(ready(''), { kind: 'pointed', pointed: { kind: 'area', code: 'BU1', place: { x: 1, y: 1, width: 9 }, by: 'mouse' } });
    const state = update(pointed, { kind: 'place-chosen', place: street });
    expect(state).toMatchObject({ found: street, pointed: null });
    expect(update(state, { kind: 'place-dismissed' }).found).toBeNull();
    expect(update(state, { kind: 'area-chosen', code: 'BU1' }).found).toBeNull();
    expect(update(state, { kind: 'place-chosen', place: { ...street, name: 'Dorpsstraat' } }).found?.name).toBe('Dorpsstraat');
  });

  it('finds without accents or capitals, names that begin with the words first', () => {
    expect(found('cafe')).toEqual(['Café-eiland']);
    expect(found('ke')).toEqual(['Kersenhof']);
    expect(found('k')).toEqual(['Kersenhof', 'De Kreek']);
    expect(found('  ')).toEqual([]);
  });
});

it('switching a layer keeps the fixed order of layers', () => {
  const state = update(ready('?lagen=dekking'), { kind: 'layer-switched', layer: 'gebieden', on: true });
  expect(state.layers).toEqual(['gebieden', 'dekking']);
});

it('sorting the same column twice turns the order round', () => {
  const once = update(ready(''), { kind: 'table-sorted', column: 'median' });
  expect(once.tableOrder).toEqual({ column: 'median', descending: false });
  expect(update(once, { kind: 'table-sorted', column: 'median' }).tableOrder.descending).toBe(true);
});

const street = { sort: 'straat', name: 'Kerkstraat', neighbourhood: null, middle: [5.5, 52.5] } as const;

function found(typed: string): string[] {
  return searchHits(update(ready(''), { kind: 'search-typed', typed })).map((each) => each.name);
}

function after(messages: Message[], address = ''): State {
  return messages.reduce(update, stateAt(linkFrom(address)));
}

function ready(address: string): State {
  return after([{ kind: 'opened' }, { kind: 'study-arrived', request: 'nl', study }], address);
}

function answered(address: string): State {
  const state = ready(address);
  if (state.answer.kind !== 'asked') throw new Error('no question is asked');
  return update(state, { kind: 'answer-arrived', request: state.answer.request, answer: answer(state.answer.request.kind) });
}

function kind(code: string, ages: string[]): Study['kinds'][number] {
  return {
    code, singular: code, plural: code, article: 'de', letter: 'B', shape: 'circle', count: 1, ages,
    profile: 'lopen', profileText: 'Lopen', normSeconds: 600, normBasis: null,
  };
}

function area(code: string, name: string): Study['areas'][number] {
  return { code, name, level: 'buurt', district: 'Oost', middle: [5.5, 52.5], bounds: [5, 52, 6, 53] };
}

function figures(code: string, level: AreaFigures['level']): AreaFigures {
  return {
    code, name: code, level, district: null, classNumber: 1, persons: 100, covered: 80, sharePercent: 80,
    tenthSeconds: 1, medianSeconds: 2, ninetiethSeconds: 3, estimatedPercent: 0, reason: null,
  };
}

function answer(title: string): Answer {
  return {
    title, kind: 'PO', age: '4-12', unit: 'minuten', normSeconds: 600, normLabel: 'voorstel', profile: 'lopen', city: figures('GM1', 'gemeente'),
    distribution: null,
    classes: [], areas: [figures('BU1', 'buurt')], estimatedPercent: 0, sources: [], method: '',
  };
}

function explanation(code: string): Explanation {
  return {
    code, name: code, level: 'buurt', district: null, sentence: '', figures: figures(code, 'buurt'), parts: [], spread: null,
    estimatedPercent: 0, sources: [], formula: '', normSet: '', distanceLevel: 'D3', reason: null,
  };
}
