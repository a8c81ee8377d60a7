// The question that the choices of a person come to. Pure.
import { usualNorm } from './norm-choice.ts';
import { valueOf } from './remote.ts';
import type { Question, State } from './state.ts';

/** The question the map stands at, once the study is known. */
export function questionOf(state: State): Question | null {
  const known = valueOf(state.study)?.kinds.some((kind) => kind.code === state.kind);
  if (!known || state.kind === null || state.age === null) return null;
  // Plans are compared by the norm set.
  return { kind: state.kind, age: state.age, language: state.language, norm: state.view === 'kaart' ? state.norm : usualNorm };
}
