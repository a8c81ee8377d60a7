// Asks the server about plans. It comes with the view that draws them, whole, so that no click waits for a part of it.
import type { DifferenceRequest, SideRequest } from '../compare.ts';
import { planDocument, type Plan, type StepsRequest, type YearsRequest } from '../plan/plan.ts';
import { ask, postOf } from './ask.ts';
import { answer } from './decode.ts';
import { parameters } from './question.ts';
import type { Answer, Outcome } from './types.ts';
import * as decode from './what-if.ts';
import type { DifferenceAnswer, Facility, PlanYears, Steps, WhatIf } from './what-if.ts';

/** What a plan means; `signal` breaks it off. */
export function whatIf(plan: Plan, language: string, signal: AbortSignal): Promise<Outcome<WhatIf>> {
  return posted({ scenario: planDocument(plan) }, language, signal);
}

/** The plan now and five, ten and fifteen years on. */
export function years({ plan, kind, age, language }: YearsRequest): Promise<Outcome<PlanYears>> {
  const body = { scenario: planDocument(plan), voorziening: kind, leeftijd: age };
  return ask(`/v1/wat-als/jaren?taal=${language}`, decode.years, postOf(body));
}

/** What each change of a plan adds to those before it. */
export function steps({ plan, kind, age }: StepsRequest): Promise<Outcome<Steps>> {
  const body = { scenario: planDocument(plan), voorziening: kind, leeftijd: age };
  return ask('/v1/wat-als/stappen', decode.steps, postOf(body));
}

/** A plan from a file, in the study's own system or in degrees: posted, so that the server reads and keeps it. */
export async function openedPlan(written: unknown): Promise<Outcome<Plan>> {
  const told = await posted({ scenario: written }, 'nl');
  return told.kind === 'failure' ? told : postedPlan(told.value.mark);
}

function posted(body: unknown, language: string, signal?: AbortSignal): Promise<Outcome<WhatIf>> {
  const address = `/v1/wat-als?${new URLSearchParams({ taal: language })}`;
  return ask(address, decode.whatIf, postOf(body, signal));
}

/** The plan with a fingerprint, as long as the server keeps it. */
export function postedPlan(mark: string): Promise<Outcome<Plan>> {
  return ask(`/v1/wat-als?${new URLSearchParams({ scenario: mark })}`, decode.plan);
}

/** The answer under a plan. */
export function sideAnswer({ scenario, ...question }: SideRequest): Promise<Outcome<Answer>> {
  return ask(`/v1/antwoord?${parameters(question)}${scenario === null ? '' : `&scenario=${scenario}`}`, answer);
}

/** What differs between two plans. */
export function difference({ scenario, comparedWith, ...question }: DifferenceRequest): Promise<Outcome<DifferenceAnswer>> {
  const marks = `${scenario === null ? '' : `&scenario=${scenario}`}${comparedWith === null ? '' : `&vergelekenMet=${comparedWith}`}`;
  return ask(`/v1/verschil?${parameters(question)}${marks}`, decode.differenceAnswer);
}

/** Every facility, for who chooses from a list. */
export function facilities(): Promise<Outcome<readonly Facility[]>> {
  return ask('/v1/collections/voorzieningen/items?f=json&limit=10000', decode.facilities);
}
