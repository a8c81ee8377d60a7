// Something the server knows and we may not yet: asked, known, stopped or failed.
import type { Failure } from './api/types.ts';

export interface Asked<Request, Value> {
  readonly kind: 'asked';
  readonly request: Request;
  readonly previous: Value | null;
}

export type Remote<Request, Value> =
  | { readonly kind: 'none' }
  | Asked<Request, Value>
  | { readonly kind: 'known'; readonly request: Request; readonly value: Value }
  | { readonly kind: 'stopped'; readonly request: Request; readonly previous: Value | null }
  | { readonly kind: 'failed'; readonly request: Request; readonly failure: Failure };

/** The value, also while a newer one is awaited. */
export function valueOf<Request, Value>(remote: Remote<Request, Value>): Value | null {
  switch (remote.kind) {
    case 'known': return remote.value;
    case 'asked':
    case 'stopped': return remote.previous;
    case 'none':
    case 'failed': return null;
    default: return unreachable(remote);
  }
}

/** Whether a reply to this very request is awaited; a late reply to an older question is dropped. */
export function isOutstanding<Request, Value>(remote: Remote<Request, Value>, request: Request): boolean {
  return remote.kind === 'asked' && remote.request === request;
}

/** A standing request; `previous` stays in sight, greyed, until the new value comes. */
export function asked<Request, Value>(request: Request, previous: Value | null): Asked<Request, Value> {
  return { kind: 'asked', request, previous };
}

/** The value that was awaited; a late reply to an older request changes nothing. */
export function replied<Request, Value>(remote: Remote<Request, Value>, request: Request, value: Value): Remote<Request, Value> {
  return isOutstanding(remote, request) ? { kind: 'known', request, value } : remote;
}

/** The failure of what was awaited; a late one changes nothing. */
export function refused<Request, Value>(remote: Remote<Request, Value>, request: Request, failure: Failure): Remote<Request, Value> {
  return isOutstanding(remote, request) ? { kind: 'failed', request, failure } : remote;
}

/** No longer awaited; what was known before stays. */
export function stopped<Request, Value>(remote: Remote<Request, Value>): Remote<Request, Value> {
  return remote.kind === 'asked' ? { kind: 'stopped', request: remote.request, previous: remote.previous } : remote;
}

export function askedAgain<Request, Value>(remote: Remote<Request, Value>): Remote<Request, Value> {
  return remote.kind === 'failed' ? asked(remote.request, null) : remote;
}

/** The end of every `switch` on `kind`: the type check fails when a kind is forgotten. */
export function unreachable(never: never): never {
  throw new Error(`unforeseen: ${JSON.stringify(never)}`);
}
