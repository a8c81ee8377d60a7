import { describe, expect, it } from 'vitest';
import type { FoundPlace, Study } from '../api/types.ts';
import type { WhatIf } from '../api/what-if.ts';
import { usualBeside } from '../compare.ts';
import { stateAt, type Message, type State } from '../state.ts';
import { update } from '../update.ts';
import { linkFrom } from '../url.ts';
import { done, dragged, emptyDesk, withDraft, type Desk } from './desk.ts';
import { emptyPlan, withFacilityAt, withWeights } from './plan.ts';
import { planStep } from './plan-update.ts';

const mark = 'a'.repeat(64);
const study: Study = {
  name: 'Voorbeeldstad', system: 'EPSG:28992', date: '2026-01-01', version: '0.1.0', bounds: [5, 52, 6, 53], distanceLevelText: '',
  normSet: { name: 'n', label: 'voorstel' }, profiles: [], ages: [{ code: '4-12', name: 'kinderen' }], areas: [], sources: [], basemapLayers: [], backgroundMap: null,
  kinds: [{
    code: 'PO', singular: 'basisschool', plural: 'basisscholen', article: 'de', letter: 'B', shape: 'circle', count: 1, ages: ['4-12'], profile: 'lopen',
    profileText: '', normSeconds: 600, normBasis: null,
  }],
};
const told: WhatIf = { mark, base: {}, sentences: [], about: '', questions: [], supply: [], notes: [] };

function send(state: State, ...messages: readonly Message[]): State {
  return messages.reduce((current, message) => planStep(update(current, message), message), state);
}

function opened(search: string): State {
  return send(stateAt(linkFrom(search)), { kind: 'opened' }, { kind: 'study-arrived', request: 'nl', study });
}

/** With one change on the desk. */
function planned(): State {
  const state = send(opened('?weergave=probeer'), { kind: 'plan-arrived', request: '', plan: emptyPlan, seen: null });
  return send(state, { kind: 'desk-set', desk: deskWith(state.desk ?? emptyDesk, 5.1) });
}

function deskWith(desk: Desk, longitude: number): Desk {
  return dragged(desk, withFacilityAt(desk.present, 'A', [longitude, 52]));
}

function asks(state: State): State['whatIf'] & { kind: 'asked' } {
  if (state.whatIf.kind !== 'asked') throw new Error(`the plan is ${state.whatIf.kind}`);
  return state.whatIf;
}

describe('opening Probeer', () => {
  it('asks for the last plan of this browser, or for the plan of the address', () => {
    expect(opened('?weergave=probeer').planOpened).toMatchObject({ kind: 'asked', request: '' });
    expect(opened(`?weergave=probeer&scenario=${mark}`).planOpened).toMatchObject({ kind: 'asked', request: mark });
    expect(opened('').planOpened.kind).toBe('none');
  });

  it('also for the files of Lagen, when the address names it', () => {
    const state = opened(`?weergave=lagen&scenario=${mark}`);
    expect(state.planOpened).toMatchObject({ kind: 'asked', request: mark });
    expect(opened('?weergave=lagen').planOpened.kind).toBe('none');
    const plan = withFacilityAt(emptyPlan, 'A', [5.1, 52]);
    expect(send(state, { kind: 'plan-arrived', request: mark, plan, seen: null }).whatIf).toMatchObject({ kind: 'asked', request: { plan } });
    const failure = { kind: 'refused', status: 404, title: '', detail: '', parameter: '' } as const;
    expect(send(state, { kind: 'plan-failed', request: mark, failure })).toMatchObject({ notice: { kind: 'plan-gone' }, scenario: null });
  });

  it('begins empty and says so when the plan of the address is gone, and waits when the server is', () => {
    const state = opened(`?weergave=probeer&scenario=${mark}`);
    const gone = send(state, { kind: 'plan-failed', request: mark, failure: { kind: 'refused', status: 404, title: '', detail: '', parameter: '' } });
    expect(gone).toMatchObject({ notice: { kind: 'plan-gone' }, scenario: null, desk: { present: emptyPlan } });
    const away = send(state, { kind: 'plan-failed', request: mark, failure: { kind: 'unreachable' } });
    expect(away).toMatchObject({ desk: null, scenario: mark });
    expect(send(away, { kind: 'retried' }).planOpened).toMatchObject({ kind: 'asked', request: mark });
  });
});

describe('a plan', () => {
  it('is asked about as soon as it changes, and its fingerprint comes into the address', () => {
    const state = send(planned(), { kind: 'desk-set', desk: { ...(planned().desk ?? emptyDesk), dragging: false } });
    const known = send(state, { kind: 'what-if-arrived', request: asks(state).request, whatIf: told });
    expect(known).toMatchObject({ scenario: mark, whatIf: { kind: 'known' } });
  });

  it('shows an answer to an older plan as one of the plan before, and waits on', () => {
    const first = planned();
    const second = send(first, { kind: 'desk-set', desk: deskWith(first.desk ?? emptyDesk, 5.2) });
    const late = send(second, { kind: 'what-if-arrived', request: asks(first).request, whatIf: told });
    expect(asks(late).request).toBe(asks(second).request);
    expect(asks(late).previous).toBe(told);
    expect(late.scenario).toBeNull();
  });

  it('that is refused keeps its changes and the answer before', () => {
    const first = planned();
    const known = send(first, { kind: 'what-if-arrived', request: asks(first).request, whatIf: told });
    const next = send(known, { kind: 'desk-set', desk: deskWith(known.desk ?? emptyDesk, 5.3) });
    const failure = { kind: 'refused', status: 400, title: '', detail: '', parameter: 'wijzigingen[0], naar' } as const;
    const refused = send(next, { kind: 'what-if-failed', request: asks(next).request, failure });
    expect(refused).toMatchObject({ whatIf: { kind: 'failed' }, lastWhatIf: told });
    expect(refused.desk?.present.wijzigingen).toHaveLength(1);
  });

  it('without changes asks nothing and has no fingerprint', () => {
    const state = send(planned(), { kind: 'plan-undone' });
    expect(state).toMatchObject({ whatIf: { kind: 'none' }, scenario: null });
    expect(send(state, { kind: 'plan-redone' }).whatIf.kind).toBe('asked');
  });
});

describe('a place that is sought', () => {
  const found: FoundPlace = { sort: 'plek', name: '52,6 5,3', neighbourhood: null, middle: [5.3, 52.6] };

  function sought(typed: string, places: readonly FoundPlace[]): State {
    const state = planned();
    const desk = withDraft(state.desk ?? emptyDesk, { tool: 'plaats', fields: { 'zoek-plaats': typed } });
    const asking = send(state, { kind: 'desk-set', desk }, { kind: 'plan-place-sought', place: 'plaats', typed });
    if (asking.planPlaces.kind !== 'asked') throw new Error('not asked');
    return send(asking, { kind: 'plan-places-arrived', request: asking.planPlaces.request, places });
  }

  it('is taken at once when it is written as two numbers, and chosen from a list otherwise', () => {
    expect(sought('52,6 5,3', [found]).desk?.draft).toMatchObject({ places: { plaats: { at: [5.3, 52.6] } }, fields: { 'zoek-plaats': '' } });
    expect(sought('136200, 455800', [found]).desk?.draft.places.plaats).toBeDefined();
    expect(sought('Dorpsstraat', [{ ...found, sort: 'straat', name: 'Dorpsstraat' }]).desk?.draft.places).toEqual({});
    expect(sought('52,6 5,3', []).desk?.draft.places).toEqual({});
  });
});

describe('two plans side by side', () => {
  it('ask both sides and their difference once the plan is known, and no difference of two questions', () => {
    const first = send(planned(), { kind: 'beside-set', beside: usualBeside });
    expect(first.sides[0].kind).toBe('none');
    const still = send(first, { kind: 'desk-set', desk: { ...(first.desk ?? emptyDesk), dragging: false } });
    const known = send(still, { kind: 'what-if-arrived', request: asks(still).request, whatIf: told });
    expect(known.sides).toMatchObject([{ kind: 'asked', request: { scenario: null, kind: 'PO' } }, { kind: 'asked', request: { scenario: mark } }]);
    expect(known.difference).toMatchObject({ kind: 'asked', request: { scenario: mark, comparedWith: null } });
    expect(send(known, { kind: 'beside-set', beside: { ...usualBeside, kind: 'KDV', age: '0-4' } }).difference.kind).toBe('none');
  });
});

describe('a question about where to build under the plan', () => {
  const later = 'b'.repeat(64);

  /** The plan is known, and asked about in Waar bouwen. */
  function atBouwen(): State {
    const planned = send(opened('?weergave=probeer'), { kind: 'plan-arrived', request: '', plan: emptyPlan, seen: null });
    const desk = done(emptyDesk, withFacilityAt(emptyPlan, 'A', [5.1, 52]));
    const asking = send(planned, { kind: 'desk-set', desk });
    const known = send(asking, { kind: 'what-if-arrived', request: asks(asking).request, whatIf: told });
    return send(known, { kind: 'site-set', settings: { ...known.site, withPlan: true } }, { kind: 'view-chosen', view: 'bouwen' });
  }

  it('is asked with its mark, and with the plan itself for a server that has forgotten it', () => {
    const state = atBouwen();
    expect(state.siteAnswer).toMatchObject({ kind: 'asked', request: { scenario: mark, plan: state.desk?.present } });
    const now = send(state, { kind: 'site-set', settings: { ...state.site, withPlan: false } }, { kind: 'site-asked' });
    expect(now.siteAnswer).toMatchObject({ kind: 'asked', request: { scenario: null, plan: null } });
  });

  it('follows the plan that keeps weights: its new mark is asked about by itself, and undo brings the old weights back', () => {
    const state = atBouwen();
    const weights = { criteria: { noodzaak: 1, ambitie: 0, meerwaarde: 0 } };
    const desk = state.desk ?? emptyDesk;
    const kept = send(state, { kind: 'desk-set', desk: done(desk, withWeights(desk.present, weights)) });
    expect(asks(kept).request.plan.gewichten).toEqual(weights);
    const known = send(kept, { kind: 'what-if-arrived', request: asks(kept).request, whatIf: { ...told, mark: later } });
    expect(known.siteAnswer).toMatchObject({ kind: 'asked', request: { scenario: later } });
    expect(send(known, { kind: 'plan-undone' }).desk?.present.gewichten).toBeNull();
  });

  it('of the city now does not follow it', () => {
    const state = atBouwen();
    const now = send(state, { kind: 'site-set', settings: { ...state.site, withPlan: false } }, { kind: 'site-asked' });
    const desk = now.desk ?? emptyDesk;
    const changed = send(now, { kind: 'desk-set', desk: done(desk, withFacilityAt(desk.present, 'A', [5.3, 52])) });
    expect(changed.siteAnswer).toBe(now.siteAnswer);
  });
});
