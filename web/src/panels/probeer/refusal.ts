// Why the server does not answer a plan: which change, which field, in plain words.
import type { Failure } from '../../api/types.ts';
import type { FieldName, PlaceName } from '../../plan/desk.ts';
import { formField, refusedPart } from '../../plan/refused-part.ts';
import type { State } from '../../state.ts';
import { probeerTexts, type ProbeerTexts } from '../../texts/probeer.ts';

export interface Refusal {
  /** The change it is about, from 0; null is the plan as a whole. */
  readonly change: number | null;
  readonly words: string;
  /** As the server said it; empty when it said nothing. */
  readonly detail: string;
  readonly isOfOtherBase: boolean;
}

/** Nothing when the server gave an answer. */
export function refusalOf(state: State): Refusal | null {
  return state.whatIf.kind === 'failed' ? refusalIn(state.whatIf.failure, probeerTexts(state.language)) : null;
}

export function refusalIn(failure: Failure, texts: ProbeerTexts): Refusal {
  if (failure.kind !== 'refused') return { change: null, words: texts.unreachable, detail: '', isOfOtherBase: false };
  const { parameter, detail } = failure;
  const { change, field } = refusedPart(failure);
  const isOfOtherBase = parameter.startsWith('basis');
  if (change === null) {
    return { change: null, words: isOfOtherBase ? texts.refusedBase : texts.refusedPlan, detail, isOfOtherBase };
  }
  return { change, words: `${texts.refused(String(change + 1))} ${why(field, texts)}`.trim(), detail, isOfOtherBase };
}

/** What is wrong with a field of the form that is open; null when the server has nothing against it. */
export function refusalAt(state: State, name: FieldName | PlaceName | 'voorziening'): string | null {
  if (state.whatIf.kind !== 'failed' || state.desk === null) return null;
  const { change, field } = refusedPart(state.whatIf.failure);
  const isOpen = change !== null && state.desk.draft.editing !== null && state.desk.present.wijzigingen[change]?.id === state.desk.draft.editing;
  return isOpen && formField(field) === name ? why(field, probeerTexts(state.language)) || null : null;
}

function why(field: string, texts: ProbeerTexts): string {
  return Object.entries(texts.why).find(([name]) => name === field)?.[1] ?? '';
}
