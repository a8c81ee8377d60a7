// Turns what a plan has newly asked for into requests. Of a plan's meaning the latest question wins: an older one is
// broken off; but while something is dragged there is one question at a time, so that answers keep coming.
import { failureOf } from '../api/ask.ts';
import type { Answer, Outcome } from '../api/types.ts';
import type { SideRequest } from '../compare.ts';
import { emptyPlan } from './plan.ts';
import { valueOf } from '../remote.ts';
import { whenAsked, type PlanClient } from '../requests.ts';
import type { Send, State, WhatIfRequest } from '../state.ts';

export function planEffectsOf(server: PlanClient, send: Send): (state: State, before: State) => void {
  let underway = new AbortController();
  let isBusy = false;
  let waiting: WhatIfRequest | null = null;
  let held: string | null = null;

  return (state, before) => {
    whenAsked(state.planOpened, before.planOpened, (request) => openPlan(state, request));
    whenAsked(state.facilities, before.facilities, async () => {
      const outcome = await server.facilities();
      send(outcome.kind === 'value' ? { kind: 'facilities-arrived', facilities: outcome.value } : { kind: 'facilities-failed', failure: outcome.failure });
    });
    whenAsked(state.years, before.years, async (request) => {
      const outcome = await server.years(request);
      send(outcome.kind === 'value' ? { kind: 'years-arrived', request, years: outcome.value } : { kind: 'years-failed', request, failure: outcome.failure });
    });
    whenAsked(state.steps, before.steps, async (request) => {
      const outcome = await server.steps(request);
      send(outcome.kind === 'value' ? { kind: 'steps-arrived', request, steps: outcome.value } : { kind: 'steps-failed', request, failure: outcome.failure });
    });
    whenAsked(state.planPlaces, before.planPlaces, async (request) => {
      const outcome = await server.places(request.typed);
      send(outcome.kind === 'value' ? { kind: 'plan-places-arrived', request, places: outcome.value } : { kind: 'plan-places-failed', request, failure: outcome.failure });
    });
    whenAsked(state.planFile, before.planFile, openFile);
    for (const side of [0, 1] as const) {
      whenAsked(state.sides[side], before.sides[side], async (request) => {
        const outcome = await sideAnswer(state, request);
        send(outcome.kind === 'value' ? { kind: 'side-arrived', side, request, answer: outcome.value } : { kind: 'side-failed', side, request, failure: outcome.failure });
      });
    }
    whenAsked(state.difference, before.difference, async (request) => {
      const outcome = await server.difference(request);
      send(outcome.kind === 'value' ? { kind: 'difference-arrived', request, difference: outcome.value } : { kind: 'difference-failed', request, failure: outcome.failure });
    });
    if (state.whatIf.kind === 'none' && before.whatIf.kind === 'asked') stop();
    // Only a new question is asked; an answer that came in between is none.
    if (state.whatIf.kind === 'asked' && (before.whatIf.kind !== 'asked' || before.whatIf.request !== state.whatIf.request)) {
      const { request } = state.whatIf;
      if (isBusy && state.desk?.dragging === true) waiting = request;
      else void askWhatIf(request);
    }
  };

  function stop(): void {
    waiting = null;
    isBusy = false;
    underway.abort();
  }

  async function askWhatIf(request: WhatIfRequest): Promise<void> {
    stop();
    const own = new AbortController();
    underway = own;
    isBusy = true;
    const outcome = await server.whatIf(request.plan, request.language, own.signal);
    if (own.signal.aborted) return;
    isBusy = false;
    send(outcome.kind === 'value' ? { kind: 'what-if-arrived', request, whatIf: outcome.value } : { kind: 'what-if-failed', request, failure: outcome.failure });
    const next = waiting;
    waiting = null;
    if (next !== null) void askWhatIf(next);
  }

  /** A plan that the server has forgotten is told again, when this browser has it. */
  async function sideAnswer(state: State, request: SideRequest): Promise<Outcome<Answer>> {
    const outcome = await server.sideAnswer(request);
    if (outcome.kind === 'value' || outcome.failure.kind !== 'refused' || outcome.failure.status !== 404) return outcome;
    const kept = state.keptPlans.find(({ mark }) => mark === request.scenario)?.plan;
    if (kept === undefined) return outcome;
    await server.whatIf(kept, request.language, new AbortController().signal);
    return server.sideAnswer(request);
  }

  /** What this browser has stands in for what the server no longer knows. */
  async function openPlan(state: State, request: string): Promise<void> {
    const readers = await Promise.all([import('./keeping.ts'), import('./unsaved.ts')]).catch(failureOf);
    if ('kind' in readers) return send({ kind: 'plan-failed', request, failure: readers });
    const [{ planOf, keptPlans }, { placeTaken, unsavedElsewhere }] = readers;
    const study = valueOf(state.study)?.name ?? '';
    const { place, found } = await placeTaken(study, request, held);
    held = place;
    send({ kind: 'kept-plans-read', plans: keptPlans(study), unsaved: unsavedElsewhere(study) });
    if (request === '' || found?.mark === request) {
      return send({ kind: 'plan-arrived', request, plan: found?.plan ?? emptyPlan, seen: found?.seen ?? null });
    }
    const outcome = await server.postedPlan(request);
    if (outcome.kind === 'value') return send({ kind: 'plan-arrived', request, plan: outcome.value, seen: null });
    const own = planOf(study, request);
    send(own === null ? { kind: 'plan-failed', request, failure: outcome.failure } : { kind: 'plan-arrived', request, plan: own, seen: null });
  }

  async function openFile(request: string): Promise<void> {
    let written: unknown;
    try {
      written = JSON.parse(request);
    } catch (error) {
      const detail = error instanceof Error ? error.message : '';
      return send({ kind: 'plan-file-failed', request, failure: { kind: 'unreadable', detail } });
    }
    const outcome = await server.openedPlan(written);
    send(outcome.kind === 'value' ? { kind: 'plan-file-arrived', request, plan: outcome.value } : { kind: 'plan-file-failed', request, failure: outcome.failure });
  }
}
