// The address follows the state, once what has changed is on the screen: the browser draws its own bar anew with every address,
// and without a graphics card the picture that somebody waits for would wait for that.
import type { State } from './state.ts';
import { addressOf, isNewPage } from './url.ts';

/** So long a change of the same page waits, in milliseconds. */
const pause = 250;

export interface AddressBar {
  readonly follow: (state: State, before: State) => void;
  /** The address has gone elsewhere: what waits is no longer about it. */
  readonly forget: () => void;
}

export function addressBar(): AddressBar {
  let waiting: { readonly state: State; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  const forget = (): void => {
    if (waiting !== null) clearTimeout(waiting.timer);
    waiting = null;
  };
  const write = (): void => {
    if (waiting !== null && isOther(waiting.state)) history.replaceState(null, '', here(waiting.state));
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
        forget();
        waiting = { state, timer: setTimeout(write, pause) };
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
