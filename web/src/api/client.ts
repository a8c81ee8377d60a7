// Asks the server. Every refusal and every broken line comes back as a `Failure`, never as an exception.
import { ask, failureOf } from './ask.ts';
import * as decode from './decode.ts';
import { document } from '../site-settings.ts';
import type { SiteRequest } from '../state.ts';
import type { Check, Collection } from './lists.ts';
import type { Follow } from './job.ts';
import type { Portrait } from './portrait.ts';
import { parameters, type AskedQuestion } from './question.ts';
import type { SiteResult } from './site-types.ts';
import type { Answer, Explanation, FoundPlace, Outcome, Progress, Study, Who } from './types.ts';

export function study(language: string): Promise<Outcome<Study>> {
  return ask(`/v1/studie?${new URLSearchParams({ taal: language })}`, decode.study);
}

export function answer(question: AskedQuestion): Promise<Outcome<Answer>> {
  return ask(`/v1/antwoord?${parameters(question)}`, decode.answer);
}

export function explanation(area: string, question: AskedQuestion): Promise<Outcome<Explanation>> {
  return ask(`/v1/gebieden/${encodeURIComponent(area)}/uitleg?${parameters(question)}`, decode.explanation);
}

/** Everything about one area. What reads such an answer comes with the view that shows it. */
export async function portrait(area: string, language: string): Promise<Outcome<Portrait>> {
  const address = `/v1/gebieden/${encodeURIComponent(area)}/overzicht?${new URLSearchParams({ taal: language })}`;
  return ask(address, async (json) => (await import('./portrait.ts')).portrait(json));
}

/** The answer to a question about where to build: `told` hears how far it is, `signal` breaks it off. A plan that the server has
 * forgotten is told again, when it is here. */
export async function siteAnswer({ settings, language, scenario, plan }: SiteRequest, follow: Follow): Promise<Outcome<SiteResult>> {
  try {
    return await followedSite({ settings, language, scenario, plan }, follow);
  } catch (error) {
    // What follows a job did not come: the server is gone.
    return { kind: 'failure', failure: failureOf(error) };
  }
}

async function followedSite({ settings, language, scenario, plan }: SiteRequest, follow: Follow): Promise<Outcome<SiteResult>> {
  const { followed } = await import('./job.ts');
  const inputs = { vraag: document(settings), taal: language, ...(scenario === null ? {} : { scenario }) };
  const once = (): Promise<Outcome<SiteResult>> => followed(inputs, language, follow,
    async (json) => ({ settings, answer: (await import('./site.ts')).siteAnswer(settings.question, json) }));
  const outcome = await once();
  if (plan === null || outcome.kind === 'value' || outcome.failure.kind !== 'refused' || outcome.failure.status !== 404) return outcome;
  await (await import('./plan-client.ts')).whatIf(plan, language, follow.signal);
  return once();
}

export function who(): Promise<Outcome<Who>> {
  return ask('/v1/wie', decode.who);
}

export async function collections(language: string): Promise<Outcome<readonly Collection[]>> {
  return ask(`/v1/collections?${new URLSearchParams({ taal: language })}`, async (json) => (await import('./lists.ts')).collections(json));
}

export async function check(language: string): Promise<Outcome<Check>> {
  return ask(`/v1/controle?${new URLSearchParams({ taal: language })}`, async (json) => (await import('./lists.ts')).check(json));
}

/** Facilities, streets and buildings whose name holds what was typed. */
export function places(typed: string): Promise<Outcome<readonly FoundPlace[]>> {
  return ask(`/v1/zoeken?${new URLSearchParams({ tekst: typed })}`, decode.places);
}

/** How far a starting server is; null once it is ready. */
export async function progress(): Promise<Outcome<Progress | null>> {
  try {
    const response = await fetch('/health');
    if (response.ok) return { kind: 'value', value: null };
    return { kind: 'value', value: decode.progress(await response.json()) };
  } catch (error) {
    return { kind: 'failure', failure: failureOf(error) };
  }
}
