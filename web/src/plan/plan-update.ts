// How each message about a plan changes what the page knows, and what it then has to ask. Pure. It comes with the view.
import { reAsked } from '../asking.ts';
import { withPlan, withPlanOpened, withWhatIf } from './plan-asking.ts';
import { foundByNumbers } from './draft.ts';
import { deskOf, emptyDesk, opened, redone, undone, type Desk } from './desk.ts';
import { withRefusedOpen } from './refused-part.ts';
import { asked, refused, replied, valueOf } from '../remote.ts';
import type { Message, State } from '../state.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { readonly kind: Kind }>;

/** The step that follows on `update`. */
export function planStep(state: State, message: Message): State {
  const next = planUpdate(state, message);
  if (valueOf(next.study) === null) return next;
  if (next.view === 'probeer') return withPlan(next);
  // Files are those of the plan that an address names.
  if (next.view === 'lagen' && next.fileCity === 'plan' && (next.desk !== null || next.scenario !== null)) return withWhatIf(withPlanOpened(next));
  // A question about where to build that is asked under the plan follows it.
  return next.view === 'bouwen' && next.site.withPlan ? reAsked(state, withWhatIf(next)) : next;
}

function planUpdate(state: State, message: Message): State {
  switch (message.kind) {
    case 'desk-set':
      return withDesk(state, message.desk);
    case 'plan-opened':
      return withDesk(state, opened(state.desk, message.plan));
    case 'plan-undone':
      return state.desk === null ? state : withDesk(state, undone(state.desk));
    case 'plan-redone':
      return state.desk === null ? state : withDesk(state, redone(state.desk));
    case 'plan-arrived': {
      const planOpened = replied(state.planOpened, message.request, message.plan);
      return planOpened === state.planOpened ? state : { ...state, planOpened, desk: deskOf(message.plan) };
    }
    case 'plan-failed':
      return planFailed(state, message);
    case 'what-if-arrived':
      return whatIfArrived(state, message);
    case 'what-if-failed':
      return whatIfFailed(state, message);
    case 'steps-arrived':
      return { ...state, steps: replied(state.steps, message.request, message.steps) };
    case 'steps-failed':
      return { ...state, steps: refused(state.steps, message.request, message.failure) };
    case 'years-arrived':
      return { ...state, years: replied(state.years, message.request, message.years) };
    case 'years-failed':
      return { ...state, years: refused(state.years, message.request, message.failure) };
    case 'facilities-arrived':
      return { ...state, facilities: replied(state.facilities, 'alle', message.facilities) };
    case 'facilities-failed':
      return { ...state, facilities: refused(state.facilities, 'alle', message.failure) };
    case 'plan-place-sought':
      return { ...state, planPlaces: message.typed.length < 2 ? { kind: 'none' } : asked({ place: message.place, typed: message.typed }, null) };
    case 'plan-places-arrived': {
      const planPlaces = replied(state.planPlaces, message.request, message.places);
      if (planPlaces === state.planPlaces || state.desk === null) return { ...state, planPlaces };
      return { ...state, planPlaces, desk: foundByNumbers(state.desk, message.request, message.places) };
    }
    case 'plan-places-failed':
      return { ...state, planPlaces: refused(state.planPlaces, message.request, message.failure) };
    case 'plan-forget-asked':
      return { ...state, forgottenPlan: state.keptPlans.find(({ plan }) => plan.naam === message.name) ?? null };
    case 'unsaved-forget-asked':
      return { ...state, forgottenPlan: message.entry };
    case 'plan-put-back':
      return { ...state, forgottenPlan: null };
    case 'kept-plans-read':
      return { ...state, keptPlans: message.plans, unsavedPlans: message.unsaved };
    case 'plan-file-chosen':
      return { ...state, planFile: asked(message.text, null) };
    case 'plan-file-arrived': {
      const planFile = replied(state.planFile, message.request, message.plan);
      return planFile === state.planFile ? state : withDesk({ ...state, planFile, notice: null }, opened(state.desk, message.plan));
    }
    case 'plan-file-failed':
      return { ...state, planFile: refused(state.planFile, message.request, message.failure) };
    case 'measure-chosen':
      return { ...state, measure: message.measure };
    case 'beside-set':
      return { ...state, beside: message.beside };
    case 'side-arrived':
      return withSide(state, message.side, replied(state.sides[message.side], message.request, message.answer));
    case 'side-failed':
      return withSide(state, message.side, refused(state.sides[message.side], message.request, message.failure));
    case 'difference-arrived':
      return { ...state, difference: replied(state.difference, message.request, message.difference) };
    case 'difference-failed':
      return { ...state, difference: refused(state.difference, message.request, message.failure) };
    case 'tiles-behind':
      return { ...state, tilesBehind: message.behind };
    default:
      return state;
  }
}

function withDesk(state: State, desk: Desk): State {
  if (desk.present === state.desk?.present && desk.dragging === state.desk.dragging) return { ...state, desk };
  return { ...state, desk, notice: null };
}

/** A plan that is gone leaves an empty desk, and words about it; while the server is gone nothing is decided. */
function planFailed(state: State, { request, failure }: Of<'plan-failed'>): State {
  const planOpened = refused(state.planOpened, request, failure);
  if (planOpened === state.planOpened) return state;
  if (failure.kind !== 'refused' || failure.status !== 404) return { ...state, planOpened };
  return { ...state, planOpened, desk: emptyDesk, scenario: null, notice: { kind: 'plan-gone' } };
}

/** An answer to a plan that was dragged on meanwhile is shown, as one of the plan before. */
function whatIfArrived(state: State, { request, whatIf }: Of<'what-if-arrived'>): State {
  const now = state.whatIf;
  if (now.kind === 'asked' && now.request !== request) return { ...state, whatIf: asked(now.request, whatIf) };
  const known = replied(now, request, whatIf);
  if (known === now) return state;
  return { ...state, whatIf: known, scenario: state.desk?.dragging === true ? state.scenario : whatIf.mark };
}

/** What was known stays in sight beside the refusal, and the form of what is refused opens. */
function whatIfFailed(state: State, { request, failure }: Of<'what-if-failed'>): State {
  const whatIf = refused(state.whatIf, request, failure);
  if (whatIf === state.whatIf) return state;
  const desk = state.desk === null ? null : withRefusedOpen(state.desk, failure);
  return { ...state, whatIf, desk, lastWhatIf: valueOf(state.whatIf) ?? state.lastWhatIf };
}

function withSide(state: State, side: 0 | 1, remote: State['sides'][0]): State {
  return { ...state, sides: side === 0 ? [remote, state.sides[1]] : [state.sides[0], remote] };
}
