// The address follows the state, once what has changed is on the screen: the browser draws its own bar anew with every address,
// and without a graphics card the picture that somebody waits for would wait for that.
import type { State } from './state.ts';
import { addressOf, isNewPage } from './url.ts';

/** So long the first change of the same page waits, in milliseconds; what changes meanwhile comes with it. */
const pause = 250;

export interface AddressBar {
  readonly follow: (state: State, before: State) => void;
  /** The address has gone elsewhere: what waits is no longer about it. */
  readonly forget: () => void;
}

export function addressBar(): AddressBar {
  let waiting: State | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    clearTimeout(timer);
    waiting = null;
  };
  const write = (): void => {
    if (waiting !== null && isOther(waiting)) history.replaceState(null, '', here(waiting));
    forget();
  };
  // Who reloads comes back to what is seen.
  window.addEventListener('beforeunload', write);
  return {
    forget,
    follow: (state, before) => {
      if (isNewPage(before, state)) {
        write();
        if (isOther(state)) history.pushState(null, '', here(state));
      } else if (waiting !== null || isOther(state)) {
        if (waiting === null) timer = setTimeout(write, pause);
        waiting = state;
      }
    },
  };
}

function isOther(state: State): boolean {
  return here(state) !== `${location.pathname}${location.search}`;
}

function here(state: State): string {
  return `${location.pathname}${addressOf(state)}`;
}
