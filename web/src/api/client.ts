// Asks the server. Every refusal and every broken line comes back as a `Failure`, never as an exception.
import { ask, failureOf, postOf } from './ask.ts';
import * as decode from './decode.ts';
import { document, type SiteSettings } from '../site-settings.ts';
import type { Check, Collection } from './lists.ts';
import type { Follow } from './job.ts';
import type { Portrait } from './portrait.ts';
import type { SiteResult } from './site.ts';
import type { DifferenceRequest, SideRequest } from '../compare.ts';
import type { Plan, StepsRequest } from '../plan/plan.ts';
import type { DifferenceAnswer, Facility, Steps, WhatIf } from './what-if.ts';
import type { Answer, Explanation, FoundPlace, Outcome, Progress, Study } from './types.ts';

export interface AskedQuestion {
  readonly kind: string;
  readonly age: string;
  readonly language: string;
}

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

/** The answer to a question about where to build: `told` hears how far it is, `signal` breaks it off. */
export async function siteAnswer(settings: SiteSettings, language: string, follow: Follow): Promise<Outcome<SiteResult>> {
  const { followed } = await import('./job.ts');
  return followed({ vraag: document(settings), taal: language }, language, follow,
    async (json) => ({ settings, answer: (await import('./site.ts')).siteAnswer(settings.question, json) }));
}

export async function collections(): Promise<Outcome<readonly Collection[]>> {
  return ask('/v1/collections', async (json) => (await import('./lists.ts')).collections(json));
}

export async function check(): Promise<Outcome<Check>> {
  return ask('/v1/controle', async (json) => (await import('./lists.ts')).check(json));
}

/** Facilities, streets and buildings whose name holds what was typed. */
export function places(typed: string): Promise<Outcome<readonly FoundPlace[]>> {
  return ask(`/v1/zoeken?${new URLSearchParams({ tekst: typed })}`, decode.places);
}

/** What a plan means; `signal` breaks it off. */
export async function whatIf(plan: Plan, language: string, signal: AbortSignal): Promise<Outcome<WhatIf>> {
  const { planDocument } = await import('../plan/plan.ts');
  return posted({ scenario: planDocument(plan) }, language, signal);
}

/** What each change of a plan adds to those before it. */
export async function steps({ plan, kind, age }: StepsRequest): Promise<Outcome<Steps>> {
  const { planDocument } = await import('../plan/plan.ts');
  const body = { scenario: planDocument(plan), voorziening: kind, leeftijd: age };
  return ask('/v1/wat-als/stappen', async (json) => (await import('./what-if.ts')).steps(json), postOf(body));
}

/** A plan from a file, in the study's own system or in degrees: posted, so that the server reads and keeps it. */
export async function openedPlan(written: unknown): Promise<Outcome<Plan>> {
  const told = await posted({ scenario: written }, 'nl');
  return told.kind === 'failure' ? told : postedPlan(told.value.mark);
}

function posted(body: unknown, language: string, signal?: AbortSignal): Promise<Outcome<WhatIf>> {
  const address = `/v1/wat-als?${new URLSearchParams({ taal: language })}`;
  return ask(address, async (json) => (await import('./what-if.ts')).whatIf(json), postOf(body, signal));
}

/** The plan with a fingerprint, as long as the server keeps it. */
export function postedPlan(mark: string): Promise<Outcome<Plan>> {
  return ask(`/v1/wat-als?${new URLSearchParams({ scenario: mark })}`, async (json) => (await import('./what-if.ts')).plan(json));
}

/** The answer under a plan. */
export function sideAnswer({ scenario, ...question }: SideRequest): Promise<Outcome<Answer>> {
  return ask(`/v1/antwoord?${parameters(question)}${scenario === null ? '' : `&scenario=${scenario}`}`, decode.answer);
}

/** What differs between two plans. */
export function difference({ scenario, comparedWith, ...question }: DifferenceRequest): Promise<Outcome<DifferenceAnswer>> {
  const marks = `${scenario === null ? '' : `&scenario=${scenario}`}${comparedWith === null ? '' : `&vergeleken_met=${comparedWith}`}`;
  return ask(`/v1/verschil?${parameters(question)}${marks}`, async (json) => (await import('./what-if.ts')).differenceAnswer(json));
}

/** Every facility, for who chooses from a list. */
export function facilities(): Promise<Outcome<readonly Facility[]>> {
  return ask('/v1/collections/voorzieningen/items?f=json&limit=10000', async (json) => (await import('./what-if.ts')).facilities(json));
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

/** The parameters of a question, for every address that depends on one. */
export function parameters(question: AskedQuestion): string {
  return new URLSearchParams({
    voorziening: question.kind,
    leeftijd: question.age,
    taal: question.language,
  }).toString();
}
