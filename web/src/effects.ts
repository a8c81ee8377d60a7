// Turns what the state has newly asked for into requests, and their outcomes into messages.
import type * as client from './api/client.ts';
import type { Remote } from './remote.ts';
import type { AreaQuestion, Language, Question, Send, State } from './state.ts';

export type Client = Pick<typeof client, 'study' | 'answer' | 'explanation' | 'progress'>;

/** How long to wait before asking a starting server again, in milliseconds. */
const patience = 700;

export function effectsOf(server: Client, send: Send): (state: State, before: State) => void {
  return (state, before) => {
    const language = newlyAsked(state.study, before.study);
    if (language !== null) void fetchStudy(server, send, language);

    const question = newlyAsked(state.answer, before.answer);
    if (question !== null) void fetchAnswer(server, send, question);

    const area = newlyAsked(state.areaExplanation, before.areaExplanation);
    if (area !== null) void fetchExplanation(server, send, area);
  };
}

function newlyAsked<Request>(now: Remote<Request, unknown>, before: Remote<Request, unknown>): Request | null {
  return now.kind === 'asked' && now !== before ? now.request : null;
}

async function fetchStudy(server: Client, send: Send, request: Language): Promise<void> {
  const outcome = await server.study(request);
  if (outcome.kind === 'value') return send({ kind: 'study-arrived', request, study: outcome.value });
  if (outcome.failure.kind === 'starting') return awaitStart(server, send, request);
  send({ kind: 'study-failed', request, failure: outcome.failure });
}

/** Asks a starting server how far it is until it is ready, then for the study. */
async function awaitStart(server: Client, send: Send, request: Language): Promise<void> {
  for (;;) {
    const outcome = await server.progress();
    if (outcome.kind === 'failure') return send({ kind: 'study-failed', request, failure: outcome.failure });
    if (outcome.value === null) return fetchStudy(server, send, request);
    send({ kind: 'server-starting', progress: outcome.value });
    await new Promise((resolve) => setTimeout(resolve, patience));
  }
}

async function fetchAnswer(server: Client, send: Send, request: Question): Promise<void> {
  const outcome = await server.answer(request);
  if (outcome.kind === 'value') send({ kind: 'answer-arrived', request, answer: outcome.value });
  else send({ kind: 'answer-failed', request, failure: outcome.failure });
}

async function fetchExplanation(server: Client, send: Send, request: AreaQuestion): Promise<void> {
  const outcome = await server.explanation(request.area, request);
  if (outcome.kind === 'value') send({ kind: 'explanation-arrived', request, explanation: outcome.value });
  else send({ kind: 'explanation-failed', request, failure: outcome.failure });
}

