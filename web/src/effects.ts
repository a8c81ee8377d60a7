// Turns what the state has newly asked for into requests, and their outcomes into messages.
import type { Failure, Outcome, Progress, Who } from './api/types.ts';
import { whenAsked, type Client } from './requests.ts';
import type { Language, Message, Send, State } from './state.ts';

/** How long to wait before asking a starting server again, in milliseconds. */
const patience = 700;
/** How long someone may think between two letters of a search, in milliseconds. */
const typingPause = 150;

export function effectsOf(server: Client, send: Send): (state: State, before: State) => void {
  let siteRequest = new AbortController();

  let latest: State['places'] = { kind: 'none' };
  let whoAsked = false;

  return (state, before) => {
    latest = state.places;
    whenAsked(state.study, before.study, (language) => fetchStudy(server, send, language));
    if (state.study.kind === 'asked' && !whoAsked) askWho();
    whenAsked(state.answer, before.answer, async (request) => reply(await server.answer(request),
      (answer) => ({ kind: 'answer-arrived', request, answer }), (failure) => ({ kind: 'answer-failed', request, failure })));
    whenAsked(state.areaExplanation, before.areaExplanation, async (request) => reply(await server.explanation(request.area, request),
      (explanation) => ({ kind: 'explanation-arrived', request, explanation }),
      (failure) => ({ kind: 'explanation-failed', request, failure })));
    whenAsked(state.portrait, before.portrait, async (request) => reply(await server.portrait(request.area, request.language),
      (portrait) => ({ kind: 'portrait-arrived', request, portrait }), (failure) => ({ kind: 'portrait-failed', request, failure })));
    whenAsked(state.picture, before.picture, (area) => drawPicture(state, area, send));
    whenAsked(state.collections, before.collections, async (request) => reply(await server.collections(request),
      (collections) => ({ kind: 'collections-arrived', request, collections }), (failure) => ({ kind: 'collections-failed', request, failure })));
    whenAsked(state.check, before.check, async () => reply(await server.check(state.language),
      (check) => ({ kind: 'check-arrived', check }), (failure) => ({ kind: 'check-failed', failure })));

    whenAsked(state.places, before.places, async (request) => {
      // Who types on is not done asking.
      await new Promise((resolve) => setTimeout(resolve, typingPause));
      if (latest.kind !== 'asked' || latest.request !== request) return;
      reply(await server.places(request), (places) => ({ kind: 'places-arrived', request, places }), (failure) => ({ kind: 'places-failed', request, failure }));
    });

    // One question about where to build at a time: a newer one, or a person who stops it, breaks the older one off.
    if (before.siteAnswer.kind === 'asked' && state.siteAnswer !== before.siteAnswer) siteRequest.abort();
    whenAsked(state.siteAnswer, before.siteAnswer, async (request) => {
      siteRequest = new AbortController();
      const { signal } = siteRequest;
      const told = (progress: Progress): void => send({ kind: 'site-progressed', request, progress });
      reply(await server.siteAnswer(request, { signal, told }),
        (result) => ({ kind: 'site-answer-arrived', request, result }), (failure) => ({ kind: 'site-answer-failed', request, failure }));
    });
  };

  /** Who cannot be known looks as nobody in particular, and is told by the service itself what it refuses. */
  function askWho(): void {
    whoAsked = true;
    const nobody: Who = { name: null, role: null, loggedIn: false, canLogIn: false, may: { enter: true, send: true, takeIn: false } };
    void server.who().then((outcome) => send({ kind: 'who-arrived', who: outcome.kind === 'value' ? outcome.value : nobody }));
  }

  function reply<Value>(outcome: Outcome<Value>, arrived: (value: Value) => Message, failed: (failure: Failure) => Message): void {
    send(outcome.kind === 'value' ? arrived(outcome.value) : failed(outcome.failure));
  }
}

async function drawPicture(state: State, area: string, send: Send): Promise<void> {
  try {
    const { areaPicture } = await import('./map/picture.ts');
    send({ kind: 'picture-arrived', request: area, address: await areaPicture(state, area) });
  } catch {
    send({ kind: 'picture-failed', request: area });
  }
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
