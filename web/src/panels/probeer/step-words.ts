// What is taken back by undo, or done again by redo: what differs between a plan and the next.
import type { Plan } from '../../plan/plan.ts';
import type { State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { changeTitle } from './change-words.ts';

export function stepWords(state: State, from: Plan, to: Plan): string {
  const { steps, nameless } = probeerTexts(state.language);
  const added = to.wijzigingen.find((change) => !from.wijzigingen.includes(change));
  if (added !== undefined) return changeTitle(state, to, added);
  const gone = from.wijzigingen.find((change) => !to.wijzigingen.includes(change));
  if (gone !== undefined) return steps.removed(changeTitle(state, from, gone));
  if (from.jaar !== to.jaar) return to.jaar === null ? steps.allReady : steps.year(String(to.jaar));
  if (from.naam !== to.naam) return steps.renamed(to.naam || nameless);
  if (from.normen !== to.normen) return steps.norm;
  if (from.gewichten !== to.gewichten) return steps.weights;
  if (from.kengetallen !== to.kengetallen) return steps.perHome;
  return from.basis === to.basis ? to.naam || nameless : steps.base;
}
