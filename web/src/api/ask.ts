// One request: every refusal and every broken line comes back as a `Failure`, never as an exception.
import * as decode from './decode.ts';
import type { Failure, Outcome } from './types.ts';

export async function ask<Value>(
  address: string, read: (json: unknown) => Value | Promise<Value>, request: RequestInit = {},
): Promise<Outcome<Value>> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, ...request });
    if (response.ok) return { kind: 'value', value: await read(response.status === 204 ? null : await response.json()) };
    return { kind: 'failure', failure: await refusal(response) };
  } catch (error) {
    return { kind: 'failure', failure: failureOf(error) };
  }
}

async function refusal(response: Response): Promise<Failure> {
  if (response.status === 503) return { kind: 'starting' };
  const body: unknown = await response.json().catch(() => null);
  const { title, detail, parameter, inForce, problems } = decode.problem(body);
  const held = { ...(inForce === null ? {} : { inForce }), ...(problems.length === 0 ? {} : { problems }) };
  return { kind: 'refused', status: response.status, detail, parameter, title: title || `${response.status} ${response.statusText}`, ...held };
}

export function failureOf(error: unknown): Failure {
  if (error instanceof decode.UnexpectedShape || error instanceof SyntaxError) {
    return { kind: 'unreadable', detail: error.message };
  }
  return { kind: 'unreachable' };
}

export function postOf(body: unknown, signal?: AbortSignal): RequestInit {
  const headers = { 'accept': 'application/json', 'content-type': 'application/json' };
  return { method: 'POST', body: JSON.stringify(body), headers, ...(signal === undefined ? {} : { signal }) };
}
