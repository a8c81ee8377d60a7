// The question that the choices of a person come to. Pure.
import { valueOf } from './remote.ts';
import type { Question, State } from './state.ts';

/** The question the map stands at, once the study is known. */
export function questionOf(state: State): Question | null {
  const known = valueOf(state.study)?.kinds.some((kind) => kind.code === state.kind);
  if (!known || state.kind === null || state.age === null) return null;
  return { kind: state.kind, age: state.age, language: state.language };
}
