import { describe, expect, it } from 'vitest';
import { stateAt, type Message, type State } from '../state.ts';
import { linkFrom } from '../url.ts';
import { deskOf, done, opened, undone } from './desk.ts';
import { emptyPlan, withFacilityAt, type Plan } from './plan.ts';
import { serviceStep } from './service-update.ts';
import type { ServiceList, WholePlan } from './service.ts';

const mark = 'a'.repeat(64);
const drawn: Plan = withFacilityAt({ ...emptyPlan, naam: 'A' }, 'school', [5.1, 52]);
const further: Plan = withFacilityAt(drawn, 'school', [5.2, 52]);

function whole(version: number, plan = drawn): WholePlan {
  return {
    id: 'k1', version, holds: true, name: plan.naam, branchOf: null, mark, changes: 1, isOfThisBase: true, action: 'ingevoerd', who: 'dit apparaat', when: '2026-03-01T10:00:00Z', why: '',
    plan: { ...plan, kept: 'k1' },
  };
}

function listOf(...plans: readonly WholePlan[]): ServiceList {
  return { keeps: true, plans };
}

function send(state: State, ...messages: readonly Message[]): State {
  return messages.reduce(serviceStep, state);
}

/** With a plan and the plan before it on the desk, of a service that keeps plans. */
function atWork(): State {
  const state = { ...stateAt(linkFrom('?weergave=probeer')), desk: done(deskOf(drawn), further) };
  return { ...state, service: { ...state.service, list: { kind: 'known', request: 'scenarios', value: listOf() } } };
}

describe('keeping a plan in the service', () => {
  it('makes a version of the same plan the next time, also after a step back', () => {
    const asks = send(atWork(), { kind: 'plan-keep-asked', why: '' });
    expect(asks.service.deed).toMatchObject({ kind: 'keep', plan: further, seen: null });
    const { deed } = asks.service;
    if (deed === null) throw new Error('nothing is asked');
    const kept = send(asks, { kind: 'service-done', deed, told: whole(1, further) });
    expect(kept).toMatchObject({ service: { deed: null, seen: { k1: 1 } }, desk: { present: { kept: 'k1' } } });
    if (kept.desk === null) throw new Error('no desk');
    const back = send({ ...kept, desk: undone(kept.desk) }, { kind: 'plan-keep-asked', why: 'terug' });
    expect(back.service.deed).toMatchObject({ plan: { kept: 'k1' }, seen: 1, why: 'terug' });
  });

  it('marks no other plan that was opened meanwhile, or that a step back leads away from', () => {
    const deed = { kind: 'keep', plan: further, seen: null, why: '' } as const;
    const { desk } = atWork();
    const elsewhere: State = { ...atWork(), desk: opened(desk, { ...emptyPlan, naam: 'B' }) };
    const meanwhile = send(elsewhere, { kind: 'service-done', deed, told: whole(1, further) });
    expect(meanwhile.desk).toMatchObject({ present: { naam: 'B', kept: null }, past: [{ kept: null }, { kept: 'k1' }] });
    const back: State = { ...elsewhere, desk: undone(opened(desk, { ...emptyPlan, naam: 'B' })) };
    expect(send(back, { kind: 'service-done', deed, told: whole(1, further) }).desk).toMatchObject({ present: { kept: 'k1' }, future: [{ naam: 'B', kept: null }] });
  });

  it('loses neither plan when somebody else was first', () => {
    const deed = { kind: 'keep', plan: { ...further, kept: 'k1' }, seen: 1, why: '' } as const;
    const failure = { kind: 'refused', status: 409, title: '', detail: '', parameter: 'versie' } as const;
    const late = send(atWork(), { kind: 'service-asked', deed }, { kind: 'service-refused', deed, failure, theirs: whole(2) });
    expect(late).toMatchObject({ desk: { present: further }, service: { conflict: { mine: deed.plan, theirs: { version: 2 } }, refused: null } });
    const taken = send(late, { kind: 'service-done', deed: { kind: 'open', of: whole(2) }, told: whole(2) });
    expect(taken.desk).toMatchObject({ present: { kept: 'k1' }, past: [drawn, further], begun: 2 });
  });

  it('keeps what is typed about it while it fails, also in another view, until it is used', () => {
    const typed = send(atWork(), { kind: 'service-typed', id: 'k1', name: 'waarom', text: 'een tweede school ' }, { kind: 'service-typed', id: 'k2', name: 'tak-naam', text: 'B' });
    const deed = { kind: 'keep', plan: { ...further, kept: 'k1' }, seen: 1, why: 'een tweede school' } as const;
    const failed = send(typed, { kind: 'service-asked', deed }, { kind: 'service-refused', deed, failure: { kind: 'unreachable' }, theirs: null }, { kind: 'view-chosen', view: 'kaart' });
    expect(failed.service.typed).toEqual({ 'k1/waarom': 'een tweede school ', 'k2/tak-naam': 'B' });
    expect(send(failed, { kind: 'service-done', deed, told: whole(2, further) }).service.typed).toEqual({ 'k2/tak-naam': 'B' });
    const since = send(failed, { kind: 'service-typed', id: 'k1', name: 'waarom', text: 'nog iets' }, { kind: 'service-done', deed, told: whole(2, further) });
    expect(since.service.typed).toMatchObject({ 'k1/waarom': 'nog iets' });
  });

  it('stays in the browser once the service takes nothing from here', () => {
    const deed = { kind: 'keep', plan: further, seen: null, why: '' } as const;
    const failure = { kind: 'refused', status: 403, title: '', detail: '', parameter: '' } as const;
    const state = send(atWork(), { kind: 'service-asked', deed }, { kind: 'service-refused', deed, failure, theirs: null }, { kind: 'plan-keep-asked', why: '' });
    expect(state.service).toMatchObject({ isReadOnly: true, deed: null });
  });

  it('stays in the browser from the start for who may not write, and is of nobody\'s concern where the service keeps nothing', () => {
    const reader = { name: 'l', role: 'lezer', loggedIn: true, canLogIn: true, may: { enter: false, send: false, takeIn: false } };
    const waiting: State = { ...atWork(), who: reader, service: { ...atWork().service, list: { kind: 'asked', request: 'scenarios', previous: null } } };
    expect(send(waiting, { kind: 'service-arrived', list: listOf(whole(1)) }).service.isReadOnly).toBe(true);
    expect(send(waiting, { kind: 'service-arrived', list: { keeps: false, plans: [] } }).service.isReadOnly).toBe(false);
    expect(send({ ...waiting, who: { ...reader, may: { enter: true, send: true, takeIn: false } } }, { kind: 'service-arrived', list: listOf(whole(1)) }).service.isReadOnly).toBe(false);
  });

  it('knows a plan that was opened by its link', () => {
    const state: State = { ...atWork(), desk: deskOf(drawn), planOpened: { kind: 'known', request: mark, value: drawn } };
    const known = send({ ...state, service: { ...state.service, list: { kind: 'asked', request: 'scenarios', previous: null } } }, { kind: 'service-arrived', list: listOf(whole(3)) });
    expect(known).toMatchObject({ desk: { present: { kept: 'k1' } }, service: { seen: { k1: 3 } } });
  });
});
