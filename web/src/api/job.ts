// A question that may take long, as a job of the server: it says how far it is, can be stopped, and outlives a reload.
import { ask, postOf } from './ask.ts';
import { fields, number, oneOf, text } from './decode.ts';
import type { Outcome, Progress } from './types.ts';

/** What who asks hears meanwhile, and how they stop it. */
export interface Follow {
  readonly told: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** How long until the next look: the first soon, as most questions are short. In milliseconds. */
const firstPause = 100;
const longestPause = 1000;
/** How long before a busy server is asked again, in milliseconds. */
const busyPause = 5000;
/** Where the job that runs is remembered as long as this page is open. */
const remembered = 'nabij.opdracht';

interface Job {
  readonly id: string;
  readonly open: boolean;
  readonly progress: Progress;
}

function job(json: unknown): Job {
  const at = fields(json, 'opdracht');
  const status = at('status', oneOf('accepted', 'running', 'successful', 'failed', 'dismissed'));
  return { id: at('jobID', text), open: status === 'accepted' || status === 'running', progress: { step: at('message', text), share: at('progress', number) / 100 } };
}

export async function followed<Value>(
  inputs: object, language: string, { told, signal }: Follow, read: (json: unknown) => Promise<Value>,
): Promise<Outcome<Value>> {
  const body = JSON.stringify(inputs);
  const again = kept(body);
  const begun = again !== null && (await ask(`/v1/jobs/${again}`, job, { signal })).kind === 'value'
    ? { kind: 'value', value: again } as const : await begin(inputs, language, signal);
  if (begun.kind === 'failure') return begun;
  keep(`${begun.value} ${body}`);
  const address = `/v1/jobs/${begun.value}`;
  const stop = (): void => {
    keep(null);
    void fetch(address, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await result(address, language, { told, signal }, read);
  } finally {
    // A line that broke, as by a reload, ends no job: it is taken up again.
    signal.removeEventListener('abort', stop);
  }
}

/** Looks how far a job is until it is done, and hands over its result. */
async function result<Value>(
  address: string, language: string, { told, signal }: Follow, read: (json: unknown) => Promise<Value>,
): Promise<Outcome<Value>> {
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const now = await ask(`${address}?${new URLSearchParams({ taal: language })}`, job, { signal });
    if (now.kind === 'failure') return now;
    if (!now.value.open) break;
    told(now.value.progress);
    await after(pause);
  }
  const outcome = await ask(`${address}/results`, read, { signal });
  keep(null);
  return outcome;
}

/** The id of a new job. A server with too much to do is asked again until somebody stops. */
async function begin(inputs: object, language: string, signal: AbortSignal): Promise<Outcome<string>> {
  // Who stops meanwhile still has to hear which job it is.
  const request = postOf({ inputs });
  const headers = { ...request.headers, prefer: 'respond-async' };
  for (;;) {
    const begun = await ask(`/v1/processes/locatievraag/execution?${new URLSearchParams({ taal: language })}`, job, { ...request, headers });
    if (begun.kind === 'value') return { kind: 'value', value: begun.value.id };
    if (begun.failure.kind !== 'starting' || signal.aborted) return begun;
    await after(busyPause);
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/** The job that was begun for the same question, if one was. */
function kept(body: string): string | null {
  try {
    const [id, ...rest] = (sessionStorage.getItem(remembered) ?? '').split(' ');
    return id !== undefined && rest.join(' ') === body ? id : null;
  } catch {
    return null; // A browser that keeps nothing asks again.
  }
}

function keep(job: string | null): void {
  try {
    if (job === null) sessionStorage.removeItem(remembered);
    else sessionStorage.setItem(remembered, job);
  } catch {
    // A browser that keeps nothing asks again.
  }
}
