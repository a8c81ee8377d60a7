// What the files are about: the question of Kaart, for the city now or with the plan of Probeer.
import { normParameters } from '../../api/question.ts';
import { planMark } from '../../asking.ts';
import type { NormChoice } from '../../norm-choice.ts';
import { normOfPlan } from '../../plan/plan.ts';
import type { State } from '../../state.ts';

/** The layers with other figures for another question. */
export const layersOfQuestion: readonly string[] = ['gebieden', 'voorzieningen', 'dekking', 'witte_vlekken', 'scenario_verschil'];

export interface OpenPlan {
  readonly name: string;
  readonly mark: string;
  readonly norm: NormChoice;
}

/** The plan of Probeer, once there is something in it and the server knows it. */
export function openPlan(state: State): OpenPlan | null {
  const mark = planMark(state);
  if (state.desk === null || mark === null) return null;
  const plan = state.desk.present;
  return { name: plan.naam, mark, norm: normOfPlan(plan, state.kind) };
}

/** The plan that the files are made with; null is the city now. */
export function planOfFiles(state: State): OpenPlan | null {
  return state.fileCity === 'plan' ? openPlan(state) : null;
}

/** What the address of a layer says of question and plan; of a layer that is the same for every question only the plan. */
export function filesAsked(state: State, layer: string): Record<string, string> {
  const plan = planOfFiles(state);
  const scenario = plan === null ? {} : { scenario: plan.mark };
  if (state.kind === null || state.age === null || !layersOfQuestion.includes(layer)) return scenario;
  return { voorziening: state.kind, leeftijd: state.age, ...normParameters(plan ?? state), ...scenario };
}

/** An address with more parameters than it had. */
export function withParameters(address: string, added: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(added).toString();
  return query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
