// What Probeer has to ask: the plan, what it means, and when two plans are compared both sides. Pure.
import { questionOf } from '../asking-question.ts';
import { cityNow, type Beside, type DifferenceRequest, type SideRequest } from '../compare.ts';
import { emptyDesk } from './desk.ts';
import { isEmpty } from './plan.ts';
import { asked, valueOf, type Remote } from '../remote.ts';
import type { State } from '../state.ts';

export function withPlan(state: State): State {
  const facilities = state.facilities.kind === 'none' ? asked('alle' as const, null) : state.facilities;
  const opened = withPlanOpened({ ...state, facilities });
  return withSides(withYears(withSteps(withWhatIf(opened))));
}

/** The plan of the address, else the last one in this browser. */
export function withPlanOpened(state: State): State {
  if (state.desk !== null) return state;
  const request = state.scenario ?? '';
  const isAsked = state.planOpened.kind !== 'none' && state.planOpened.request === request;
  return isAsked ? state : { ...state, planOpened: asked(request, null) };
}

/** What the plan means, and with it its mark. */
export function withWhatIf(state: State): State {
  const { desk, whatIf, language } = state;
  if (desk === null) return state;
  const plan = desk.present;
  if (isEmpty(plan)) return { ...state, whatIf: { kind: 'none' }, lastWhatIf: null, scenario: null };
  if (whatIf.kind !== 'none' && whatIf.request.plan === plan && whatIf.request.language === language) {
    // What was dragged is there: its plan is the one that can be shared.
    const mark = whatIf.kind === 'known' && !desk.dragging ? whatIf.value.mark : state.scenario;
    return { ...state, scenario: mark };
  }
  return { ...state, whatIf: asked({ plan, language }, valueOf(whatIf) ?? state.lastWhatIf) };
}

/** The steps follow on the outcome, so that they never hold it up. The server tells of at most 25. */
function withSteps(state: State): State {
  const question = questionOf(state);
  const plan = state.desk?.present;
  if (plan === undefined || question === null || plan.wijzigingen.length < 2 || plan.wijzigingen.length > 25) return { ...state, steps: { kind: 'none' } };
  if (state.whatIf.kind !== 'known' || state.desk?.dragging === true) return state;
  const { steps } = state;
  if (steps.kind !== 'none' && steps.request.plan === plan && steps.request.kind === question.kind && steps.request.age === question.age) return state;
  return { ...state, steps: asked({ plan, kind: question.kind, age: question.age }, null) };
}

/** Homes come in years; how a plan goes through them follows on the outcome too. */
function withYears(state: State): State {
  const question = questionOf(state);
  const plan = state.desk?.present;
  if (plan === undefined || question === null || !plan.wijzigingen.some(({ soort }) => soort === 'woningen')) return { ...state, years: { kind: 'none' } };
  if (state.whatIf.kind !== 'known' || state.desk?.dragging === true) return state;
  const { kind, age, language } = question;
  // Whatever year is looked at, the years are the same.
  return { ...state, years: about(state.years, { plan: { ...plan, jaar: null }, kind, age, language }) };
}

/** The plan on the right is known to the server only once its meaning is. */
function withSides(state: State): State {
  const { beside, scenario } = state;
  const question = questionOf(state);
  const isKnown = state.whatIf.kind === 'known' || isEmpty((state.desk ?? emptyDesk).present);
  if (beside === null || question === null || state.desk === null || !isKnown) return state;
  const right: SideRequest = { ...question, scenario };
  const left: SideRequest = { ...sideQuestion(beside, right), scenario: beside.plan === cityNow ? null : beside.plan };
  const request: DifferenceRequest = { ...right, comparedWith: left.scenario };
  const isSame = left.kind === right.kind && left.age === right.age;
  return {
    ...state,
    sides: [about(state.sides[0], left), about(state.sides[1], right)],
    difference: isSame ? about(state.difference, request) : { kind: 'none' },
  };
}

function sideQuestion({ kind, age }: Beside, right: SideRequest): Omit<SideRequest, 'scenario'> {
  return { kind: kind ?? right.kind, age: age ?? right.age, language: right.language, norm: right.norm };
}

/** The same as it was when it is about this already. */
function about<Request, Value>(remote: Remote<Request, Value>, request: Request): Remote<Request, Value> {
  const isAbout = remote.kind !== 'none' && JSON.stringify(remote.request) === JSON.stringify(request);
  return isAbout ? remote : asked(request, valueOf(remote));
}
