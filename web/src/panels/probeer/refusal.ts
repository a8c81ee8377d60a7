// Why the server does not answer a plan: which change, which field, in plain words.
import type { Failure } from '../../api/types.ts';
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
  const change = /wijzigingen\[(\d+)\]/.exec(parameter)?.[1];
  const field = /([a-z_]+)(\[\d+\])*$/.exec(parameter)?.[1] ?? '';
  const isOfOtherBase = parameter.startsWith('basis');
  if (change === undefined) {
    return { change: null, words: isOfOtherBase ? texts.refusedBase : texts.refusedPlan, detail, isOfOtherBase };
  }
  const why = Object.entries(texts.why).find(([name]) => name === field)?.[1] ?? '';
  return { change: Number(change), words: `${texts.refused(String(Number(change) + 1))} ${why}`.trim(), detail, isOfOtherBase };
}
