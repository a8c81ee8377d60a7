// Holds the current state. Messages are handled one after the other, in the order in which they were sent.
import type { Message, Send, State } from './state.ts';
import { update } from './update.ts';

export type Listener = (state: State, before: State, message: Message) => void;

/** What follows on `update`, of a part of the page that comes later. */
export type Step = (state: State, message: Message) => State;

export interface Store {
  readonly send: Send;
  readonly current: () => State;
  readonly subscribe: (listener: Listener) => void;
  readonly extend: (step: Step) => void;
}

export function storeOf(initial: State): Store {
  let state = initial;
  let busy = false;
  const waiting: Message[] = [];
  const listeners: Listener[] = [];
  const steps: Step[] = [];

  const handle = (message: Message): void => {
    const before = state;
    state = steps.reduce((next, step) => step(next, message), update(before, message));
    for (const listener of listeners) listener(state, before, message);
  };

  const send: Send = (message) => {
    waiting.push(message);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next);
    } finally {
      busy = false;
    }
  };

  return { send, current: () => state, subscribe: (listener) => { listeners.push(listener); }, extend: (step) => { steps.push(step); } };
}
