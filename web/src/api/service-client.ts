// Asks the service about the plans that it keeps (/v1/scenarios), and has it keep, branch and withdraw them.
import { planDocument, type Plan } from '../plan/plan.ts';
import type { ServiceList, ServicePlan, WholePlan } from '../plan/service.ts';
import { ask, postOf } from './ask.ts';
import { fields, flag, listOf, number, orNull, text } from './decode.ts';
import type { Outcome } from './types.ts';
import { plan as planFrom } from './what-if.ts';

interface Said {
  readonly why: string;
  readonly language: string;
}

export function servicePlans(): Promise<Outcome<ServiceList>> {
  return ask('/v1/scenarios', (json) => {
    const at = fields(json, 'scenarios');
    return { keeps: at('bewaart', flag), plans: at('scenarios', listOf(line)) };
  });
}

export function wholePlan(id: string): Promise<Outcome<WholePlan>> {
  return ask(addressOf(id), whole);
}

export function versions(id: string): Promise<Outcome<readonly ServicePlan[]>> {
  return ask(addressOf(id, '/versies'), (json) => fields(json, 'versies')('versies', listOf(line)));
}

/** A new plan, or with what it is kept as a new version of that. */
export function keep(plan: Plan, { seen, why, language }: Said & { readonly seen: number | null }): Promise<Outcome<WholePlan>> {
  const body = { scenario: planDocument(plan), waarom: why };
  if (plan.kept === null) return ask(`/v1/scenarios?taal=${language}`, whole, postOf(body));
  return ask(`${addressOf(plan.kept)}?taal=${language}`, whole, { ...postOf({ ...body, versie: seen }), method: 'PUT' });
}

export function branch(id: string, { name, why, language }: Said & { readonly name: string }): Promise<Outcome<WholePlan>> {
  return ask(`${addressOf(id, '/takken')}?taal=${language}`, whole, postOf({ naam: name, waarom: why }));
}

export function withdraw({ id, version }: ServicePlan, { why, language }: Said): Promise<Outcome<null>> {
  const said = new URLSearchParams({ versie: String(version), waarom: why, taal: language });
  return ask(`${addressOf(id)}?${said}`, () => null, { method: 'DELETE' });
}

function addressOf(id: string, part = ''): string {
  return `/v1/scenarios/${encodeURIComponent(id)}${part}`;
}

function line(value: unknown, path: string): ServicePlan {
  const at = fields(value, path);
  return {
    id: at('id', text),
    version: at('versie', number),
    holds: at('geldt', flag),
    name: at('naam', orNull(text)) ?? '',
    branchOf: at('tak_van', orNull(branchOf)),
    mark: at('kenmerk', orNull(text)),
    changes: at('wijzigingen', orNull(number)),
    isOfThisBase: at('basis_is_deze', flag),
    action: at('handeling', text),
    who: at('wie', text),
    when: at('wanneer', text),
    why: at('waarom', text),
  };
}

function branchOf(value: unknown, path: string): ServicePlan['branchOf'] {
  const at = fields(value, path);
  return { id: at('id', text), version: at('versie', number) };
}

function whole(json: unknown): WholePlan {
  const told = line(json, 'scenario');
  return { ...told, plan: { ...fields(json, 'scenario')('scenario', planFrom), kept: told.id } };
}
