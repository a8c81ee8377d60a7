// The question that the choices of a person come to. Pure.
import { usualNorm, type NormChoice } from './norm-choice.ts';
import { normOfPlan } from './plan/plan.ts';
import { valueOf } from './remote.ts';
import type { Question, State } from './state.ts';

/** The question the map stands at, once the study is known. */
export function questionOf(state: State): Question | null {
  const known = valueOf(state.study)?.kinds.some((kind) => kind.code === state.kind);
  if (!known || state.kind === null || state.age === null) return null;
  return { kind: state.kind, age: state.age, language: state.language, norm: normOf(state) };
}

/** The map has a norm of its own, and every plan. */
function normOf(state: State): NormChoice {
  if (state.view === 'kaart') return state.norm;
  return state.view === 'probeer' && state.desk !== null ? normOfPlan(state.desk.present, state.kind) : usualNorm;
}
