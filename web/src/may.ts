// What the service lets whoever looks do here. What it would refuse is not offered.
import type { State } from './state.ts';

/** Whether records and plans can be kept here. While that is not known nobody is stopped; the service says so itself. */
export function mayEnter({ who }: Pick<State, 'who'>): boolean {
  return who?.may.enter ?? true;
}

/** Whether a copy of records can be taken in here. */
export function mayTakeIn({ who }: Pick<State, 'who'>): boolean {
  return who?.may.takeIn ?? false;
}

/** Whether sent layers can be asked for. Who has the role may, also where the service takes none; then it says that. */
export function maySeeSent({ who }: Pick<State, 'who'>): boolean {
  return who === null || who.may.send || who.role === 'planner' || who.role === 'beheerder';
}
